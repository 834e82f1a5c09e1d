import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { splitIncidentEndpoint } from '@/lib/incidents/server/merge-endpoints';

export const POST = serve(splitIncidentEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
