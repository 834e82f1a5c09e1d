import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { searchEventsEndpoint } from '@/lib/investigations/server/reading-endpoints';

export const GET = serve(searchEventsEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
