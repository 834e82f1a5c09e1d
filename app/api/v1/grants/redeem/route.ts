import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { redeemGrantEndpoint } from '@/lib/grants/server/endpoints';

export const POST = serve(redeemGrantEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
