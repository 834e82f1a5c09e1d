import { serve } from '@/lib/http/serve';
import { listDirectivesEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(listDirectivesEndpoint);
