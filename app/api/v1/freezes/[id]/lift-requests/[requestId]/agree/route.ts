import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { agreeLiftEndpoint } from '@/lib/freeze/server/endpoints';

export const POST = serve(agreeLiftEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
