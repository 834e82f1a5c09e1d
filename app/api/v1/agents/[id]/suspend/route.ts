import { serve } from '@/lib/http/serve';
import { suspendAgentEndpoint } from '@/lib/agents/server/endpoints';

export const POST = serve(suspendAgentEndpoint);
