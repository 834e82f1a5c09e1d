import { reviewActionEndpoint } from '@/lib/actions/server/endpoints';
import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';

export const POST = serve(reviewActionEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
