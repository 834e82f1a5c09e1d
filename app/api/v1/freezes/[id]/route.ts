import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { getFreezeEndpoint } from '@/lib/freeze/server/endpoints';

export const GET = serve(getFreezeEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
