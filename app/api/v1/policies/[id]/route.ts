import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { getPolicyEndpoint } from '@/lib/policies/server/endpoints';

export const GET = serve(getPolicyEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
