import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { requestCheckpointEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(requestCheckpointEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
