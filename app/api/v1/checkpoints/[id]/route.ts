import { serve } from '@/lib/http/serve';
import { getCheckpointEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(getCheckpointEndpoint);
