import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { proposeTrimEndpoint } from '@/lib/agents/server/credential-endpoints';

export const POST = serve(proposeTrimEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
