import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { createAgentKeyEndpoint } from '@/lib/agents/server/credential-endpoints';

export const POST = serve(createAgentKeyEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
