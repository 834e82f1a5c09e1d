import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { revokeAgentKeyEndpoint } from '@/lib/agents/server/credential-endpoints';

export const DELETE = serve(revokeAgentKeyEndpoint);
export const { GET, PATCH, POST, PUT } = notAllowed('DELETE');
