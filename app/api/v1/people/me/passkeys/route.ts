import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { addPasskeyEndpoint, showPasskeysEndpoint } from '@/lib/passkeys/server/endpoints';

export const GET = serve(showPasskeysEndpoint);
export const POST = serve(addPasskeyEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
