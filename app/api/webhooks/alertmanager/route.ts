import { serve } from '@/lib/http/serve';
import { alertmanagerEndpoint } from '@/lib/incidents/server/endpoints';

export const POST = serve(alertmanagerEndpoint);
