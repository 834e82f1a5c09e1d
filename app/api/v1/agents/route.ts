import { serve } from '@/lib/http/serve';
import { createAgentEndpoint, listAgentsEndpoint } from '@/lib/agents/server/endpoints';

export const GET = serve(listAgentsEndpoint);
export const POST = serve(createAgentEndpoint);
