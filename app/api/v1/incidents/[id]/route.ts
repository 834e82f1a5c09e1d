import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { getIncidentEndpoint, changeIncidentEndpoint } from '@/lib/incidents/server/endpoints';

export const GET = serve(getIncidentEndpoint);
export const PATCH = serve(changeIncidentEndpoint);
export const { DELETE, POST, PUT } = notAllowed('GET', 'PATCH');
