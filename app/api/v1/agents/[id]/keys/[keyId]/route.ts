import { serve } from '@/lib/http/serve';
import { revokeAgentKeyEndpoint } from '@/lib/agents/server/endpoints';

export const DELETE = serve(revokeAgentKeyEndpoint);
