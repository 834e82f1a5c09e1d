import { serve } from '@/lib/http/serve';
import { resumeAgentEndpoint } from '@/lib/agents/server/endpoints';

export const POST = serve(resumeAgentEndpoint);
