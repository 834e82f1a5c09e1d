import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listFreezesEndpoint, setFreezeEndpoint } from '@/lib/freeze/server/endpoints';

export const GET = serve(listFreezesEndpoint);
export const POST = serve(setFreezeEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
