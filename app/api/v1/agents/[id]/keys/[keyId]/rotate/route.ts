import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { rotateAgentKeyEndpoint } from '@/lib/agents/server/credential-endpoints';

export const POST = serve(rotateAgentKeyEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
