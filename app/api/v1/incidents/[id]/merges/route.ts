import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { mergeIncidentsEndpoint } from '@/lib/incidents/server/merge-endpoints';

export const POST = serve(mergeIncidentsEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
