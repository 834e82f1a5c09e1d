import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { askLiftEndpoint } from '@/lib/freeze/server/endpoints';

export const POST = serve(askLiftEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
