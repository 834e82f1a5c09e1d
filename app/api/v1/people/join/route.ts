import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { joinEndpoint } from '@/lib/people/server/endpoints';

export const POST = serve(joinEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
