import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { changePasswordEndpoint } from '@/lib/people/server/endpoints';

export const PUT = serve(changePasswordEndpoint);
export const { DELETE, GET, PATCH, POST } = notAllowed('PUT');
