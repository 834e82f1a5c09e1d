import { serve } from '@/lib/http/serve';
import { streamEventsEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(streamEventsEndpoint);
