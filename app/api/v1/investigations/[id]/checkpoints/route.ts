import { serve } from '@/lib/http/serve';
import { requestCheckpointEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(requestCheckpointEndpoint);
