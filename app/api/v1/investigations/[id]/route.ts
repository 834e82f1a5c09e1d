import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { getInvestigationEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(getInvestigationEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
