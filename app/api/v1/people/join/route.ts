import { serve } from '@/lib/http/serve';
import { joinEndpoint } from '@/lib/people/server/endpoints';

export const POST = serve(joinEndpoint);
