import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { openRecoveryEndpoint } from '@/lib/passkeys/server/endpoints';

export const POST = serve(openRecoveryEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
