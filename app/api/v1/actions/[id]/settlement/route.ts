import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { settleActionEndpoint } from '@/lib/actions/server/endpoints';

export const POST = serve(settleActionEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
