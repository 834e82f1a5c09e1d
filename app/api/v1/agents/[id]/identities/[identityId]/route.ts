import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { removeIdentityEndpoint } from '@/lib/agents/server/credential-endpoints';

export const DELETE = serve(removeIdentityEndpoint);
export const { GET, PATCH, POST, PUT } = notAllowed('DELETE');
