import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { declinePolicyVersionEndpoint } from '@/lib/policies/server/endpoints';

export const POST = serve(declinePolicyVersionEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
