import { serve } from '@/lib/http/serve';
import { listIncidentsEndpoint, openIncidentEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(listIncidentsEndpoint);
export const POST = serve(openIncidentEndpoint);
