import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { evaluatePolicyEndpoint } from '@/lib/policies/server/endpoints';

export const POST = serve(evaluatePolicyEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
