import { serve } from '@/lib/http/serve';
import { grantKeysEndpoint } from '@/lib/grants/server/endpoints';

export const GET = serve(grantKeysEndpoint);
