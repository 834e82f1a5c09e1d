import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { unmergeIncidentEndpoint } from '@/lib/incidents/server/merge-endpoints';

export const POST = serve(unmergeIncidentEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
