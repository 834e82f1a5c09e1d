import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { assertionOptionsEndpoint } from '@/lib/actions/server/signing-endpoints';

export const POST = serve(assertionOptionsEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
