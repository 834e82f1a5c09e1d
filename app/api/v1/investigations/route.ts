import { serve } from '@/lib/http/serve';
import { createInvestigationEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(createInvestigationEndpoint);
