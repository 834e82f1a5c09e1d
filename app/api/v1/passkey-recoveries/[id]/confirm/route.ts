import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { confirmRecoveryEndpoint } from '@/lib/passkeys/server/endpoints';

export const POST = serve(confirmRecoveryEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
