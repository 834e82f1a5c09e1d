import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listIncidentsEndpoint, openIncidentEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(listIncidentsEndpoint);
export const POST = serve(openIncidentEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
