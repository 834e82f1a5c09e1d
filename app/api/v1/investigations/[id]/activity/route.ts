import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { readActivityEndpoint } from '@/lib/investigations/server/reading-endpoints';

export const GET = serve(readActivityEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
