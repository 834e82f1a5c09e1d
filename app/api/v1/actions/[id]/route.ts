import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { amendActionEndpoint, getActionEndpoint } from '@/lib/actions/server/endpoints';

export const GET = serve(getActionEndpoint);
export const PUT = serve(amendActionEndpoint);
export const { DELETE, PATCH, POST } = notAllowed('GET', 'PUT');
