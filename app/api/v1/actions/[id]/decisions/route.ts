import { serve } from '@/lib/http/serve';
import { decideActionEndpoint } from '@/lib/actions/server/endpoints';

export const POST = serve(decideActionEndpoint);
