import { serve } from '@/lib/http/serve';
import { getInvestigationEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(getInvestigationEndpoint);
