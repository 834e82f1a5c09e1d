import { serve } from '@/lib/http/serve';
import { readRoomEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(readRoomEndpoint);
