import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { adoptPolicyVersionEndpoint } from '@/lib/policies/server/endpoints';

export const POST = serve(adoptPolicyVersionEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
