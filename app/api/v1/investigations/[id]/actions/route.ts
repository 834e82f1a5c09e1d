import { serve } from '@/lib/http/serve';
import { proposeActionEndpoint } from '@/lib/actions/server/endpoints';

export const POST = serve(proposeActionEndpoint);
