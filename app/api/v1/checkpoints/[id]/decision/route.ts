import { serve } from '@/lib/http/serve';
import { decideCheckpointEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(decideCheckpointEndpoint);
