import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listAgentTreesEndpoint } from '@/lib/agents/server/endpoints';

export const GET = serve(listAgentTreesEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
