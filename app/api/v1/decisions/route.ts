import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listDecisionsEndpoint } from '@/lib/inbox/server/endpoints';

export const GET = serve(listDecisionsEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
