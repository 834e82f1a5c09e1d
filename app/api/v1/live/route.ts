import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { liveEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(liveEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
