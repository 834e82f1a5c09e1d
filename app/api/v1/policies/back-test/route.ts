import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { backTestPolicyEndpoint } from '@/lib/policies/server/endpoints';

export const POST = serve(backTestPolicyEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
