import { serve } from '@/lib/http/serve';
import { getAgentEndpoint } from '@/lib/agents/server/endpoints';

export const GET = serve(getAgentEndpoint);
