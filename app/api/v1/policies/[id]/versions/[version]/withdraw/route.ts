import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { withdrawPolicyVersionEndpoint } from '@/lib/policies/server/endpoints';

export const POST = serve(withdrawPolicyVersionEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
