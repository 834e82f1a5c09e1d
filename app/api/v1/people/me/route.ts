import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { readMeEndpoint } from '@/lib/people/server/endpoints';

export const GET = serve(readMeEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
