import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { readFloorRowsEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(readFloorRowsEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
