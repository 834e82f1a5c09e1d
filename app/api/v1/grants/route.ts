import { serve } from '@/lib/http/serve';
import { listGrantsEndpoint } from '@/lib/grants/server/endpoints';

export const GET = serve(listGrantsEndpoint);
