import { serve } from '@/lib/http/serve';
import { enablePersonEndpoint } from '@/lib/people/server/endpoints';

export const POST = serve(enablePersonEndpoint);
