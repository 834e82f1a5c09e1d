import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { resetPasswordEndpoint } from '@/lib/people/server/endpoints';

export const POST = serve(resetPasswordEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
