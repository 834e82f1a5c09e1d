import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { readUseEndpoint } from '@/lib/agents/server/credential-endpoints';

export const GET = serve(readUseEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
