import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { grantKeysEndpoint } from '@/lib/grants/server/endpoints';

export const GET = serve(grantKeysEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
