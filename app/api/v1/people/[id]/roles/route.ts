import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { changeRolesEndpoint } from '@/lib/people/server/endpoints';

export const PUT = serve(changeRolesEndpoint);
export const { DELETE, GET, PATCH, POST } = notAllowed('PUT');
