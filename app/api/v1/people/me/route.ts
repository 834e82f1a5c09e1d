import { serve } from '@/lib/http/serve';
import { readMeEndpoint } from '@/lib/people/server/endpoints';

export const GET = serve(readMeEndpoint);
