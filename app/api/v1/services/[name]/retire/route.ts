import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { retireServiceEndpoint } from '@/lib/services/server/endpoints';

export const POST = serve(retireServiceEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
