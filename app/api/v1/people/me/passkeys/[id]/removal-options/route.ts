import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { startRemovalEndpoint } from '@/lib/passkeys/server/endpoints';

export const POST = serve(startRemovalEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
