import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { renamePasskeyEndpoint } from '@/lib/passkeys/server/endpoints';

export const PATCH = serve(renamePasskeyEndpoint);
export const { DELETE, GET, POST, PUT } = notAllowed('PATCH');
