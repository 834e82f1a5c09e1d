import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { readFloorEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(readFloorEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
