import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { withdrawActionEndpoint } from '@/lib/actions/server/endpoints';

export const POST = serve(withdrawActionEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
