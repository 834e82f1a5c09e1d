import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { startEnrolmentEndpoint } from '@/lib/passkeys/server/endpoints';

export const PUT = serve(startEnrolmentEndpoint);
export const { DELETE, GET, PATCH, POST } = notAllowed('PUT');
