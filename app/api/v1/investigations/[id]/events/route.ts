import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listEventsEndpoint, postEventsEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(listEventsEndpoint);
export const POST = serve(postEventsEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
