import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { withdrawRecoveryEndpoint } from '@/lib/passkeys/server/endpoints';

export const POST = serve(withdrawRecoveryEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
