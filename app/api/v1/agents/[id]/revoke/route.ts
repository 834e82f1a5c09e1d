import { serve } from '@/lib/http/serve';
import { revokeAgentEndpoint } from '@/lib/agents/server/endpoints';

export const POST = serve(revokeAgentEndpoint);
