import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { readLoadEndpoint } from '@/lib/prompt-load/server/endpoints';

export const GET = serve(readLoadEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
