import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { streamEventsEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(streamEventsEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
