import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { changeAgentEndpoint, getAgentEndpoint } from '@/lib/agents/server/endpoints';

export const GET = serve(getAgentEndpoint);
export const PATCH = serve(changeAgentEndpoint);
export const { DELETE, POST, PUT } = notAllowed('GET', 'PATCH');
