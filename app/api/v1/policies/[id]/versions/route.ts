import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listPolicyVersionsEndpoint } from '@/lib/policies/server/endpoints';

export const GET = serve(listPolicyVersionsEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
