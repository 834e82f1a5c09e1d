import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { suspendAgentEndpoint } from '@/lib/agents/server/endpoints';

export const POST = serve(suspendAgentEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
