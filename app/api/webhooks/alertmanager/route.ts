import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { alertmanagerEndpoint } from '@/lib/incidents/server/endpoints';

export const POST = serve(alertmanagerEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
