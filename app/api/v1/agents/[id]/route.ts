import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { getAgentEndpoint } from '@/lib/agents/server/endpoints';

export const GET = serve(getAgentEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
