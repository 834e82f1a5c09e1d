import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listDirectivesEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(listDirectivesEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
