import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { getPolicyVersionEndpoint } from '@/lib/policies/server/endpoints';

export const GET = serve(getPolicyVersionEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
