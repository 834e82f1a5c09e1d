import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { decideActionEndpoint } from '@/lib/actions/server/endpoints';

export const POST = serve(decideActionEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
