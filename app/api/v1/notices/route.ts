import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listNoticesEndpoint } from '@/lib/notices/server/endpoints';

export const GET = serve(listNoticesEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
