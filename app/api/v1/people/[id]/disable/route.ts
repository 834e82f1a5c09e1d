import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { disablePersonEndpoint } from '@/lib/people/server/endpoints';

export const POST = serve(disablePersonEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
