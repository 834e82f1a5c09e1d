import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listAgentWorkEndpoint } from '@/lib/agents/server/endpoints';

export const GET = serve(listAgentWorkEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
