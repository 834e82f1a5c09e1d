import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listActionsEndpoint } from '@/lib/actions/server/endpoints';

export const GET = serve(listActionsEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
