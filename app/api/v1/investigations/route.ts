import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { createInvestigationEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(createInvestigationEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
