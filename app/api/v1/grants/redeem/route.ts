import { serve } from '@/lib/http/serve';
import { redeemGrantEndpoint } from '@/lib/grants/server/endpoints';

export const POST = serve(redeemGrantEndpoint);
