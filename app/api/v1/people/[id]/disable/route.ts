import { serve } from '@/lib/http/serve';
import { disablePersonEndpoint } from '@/lib/people/server/endpoints';

export const POST = serve(disablePersonEndpoint);
