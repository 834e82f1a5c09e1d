import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { readServiceMapEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(readServiceMapEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
