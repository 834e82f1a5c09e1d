import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { removePasskeyEndpoint } from '@/lib/passkeys/server/endpoints';

export const POST = serve(removePasskeyEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
