import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { resumeAgentEndpoint } from '@/lib/agents/server/endpoints';

export const POST = serve(resumeAgentEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
