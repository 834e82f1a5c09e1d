import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { addIdentityEndpoint } from '@/lib/agents/server/credential-endpoints';

export const POST = serve(addIdentityEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
