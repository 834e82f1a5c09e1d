import { serve } from '@/lib/http/serve';
import { listActionsEndpoint } from '@/lib/actions/server/endpoints';

export const GET = serve(listActionsEndpoint);
