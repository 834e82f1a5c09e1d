import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listRecoveriesEndpoint } from '@/lib/passkeys/server/endpoints';

export const GET = serve(listRecoveriesEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
