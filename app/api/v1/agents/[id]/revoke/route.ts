import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { revokeAgentEndpoint } from '@/lib/agents/server/endpoints';

export const POST = serve(revokeAgentEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
