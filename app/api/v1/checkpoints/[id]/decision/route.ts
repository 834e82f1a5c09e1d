import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { decideCheckpointEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(decideCheckpointEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
