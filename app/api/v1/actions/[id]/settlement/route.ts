import { serve } from '@/lib/http/serve';
import { settleActionEndpoint } from '@/lib/actions/server/endpoints';

export const POST = serve(settleActionEndpoint);
