import { serve } from '@/lib/http/serve';
import { withdrawActionEndpoint } from '@/lib/actions/server/endpoints';

export const POST = serve(withdrawActionEndpoint);
