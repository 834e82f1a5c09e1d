import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { getCheckpointEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(getCheckpointEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
