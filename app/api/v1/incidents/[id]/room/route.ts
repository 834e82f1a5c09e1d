import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { readRoomEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(readRoomEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
