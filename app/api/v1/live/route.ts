import { serve } from '@/lib/http/serve';
import { liveEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(liveEndpoint);
