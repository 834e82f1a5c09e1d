import { serve } from '@/lib/http/serve';
import { createAgentKeyEndpoint } from '@/lib/agents/server/endpoints';

export const POST = serve(createAgentKeyEndpoint);
