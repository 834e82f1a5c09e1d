import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { proposeActionEndpoint } from '@/lib/actions/server/endpoints';

export const POST = serve(proposeActionEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
