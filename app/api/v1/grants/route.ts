import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listGrantsEndpoint } from '@/lib/grants/server/endpoints';

export const GET = serve(listGrantsEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
