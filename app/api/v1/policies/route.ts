import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listPoliciesEndpoint, proposePolicyEndpoint } from '@/lib/policies/server/endpoints';

export const GET = serve(listPoliciesEndpoint);
export const POST = serve(proposePolicyEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
