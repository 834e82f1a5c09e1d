import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { createAgentEndpoint, listAgentsEndpoint } from '@/lib/agents/server/endpoints';

export const GET = serve(listAgentsEndpoint);
export const POST = serve(createAgentEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
