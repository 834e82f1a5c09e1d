import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { delegateAgentEndpoint } from '@/lib/agents/server/endpoints';

export const POST = serve(delegateAgentEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
