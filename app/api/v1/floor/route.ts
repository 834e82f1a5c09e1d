import { serve } from '@/lib/http/serve';
import { readFloorEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(readFloorEndpoint);
