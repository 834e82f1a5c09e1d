import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { withdrawLiftEndpoint } from '@/lib/freeze/server/endpoints';

export const POST = serve(withdrawLiftEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
