import { readyHealthEndpoint } from '@/lib/http/health';
import { serve } from '@/lib/http/serve';

export const GET = serve(readyHealthEndpoint);
