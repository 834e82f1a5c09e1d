import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { decideTrimEndpoint } from '@/lib/agents/server/credential-endpoints';

export const POST = serve(decideTrimEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
