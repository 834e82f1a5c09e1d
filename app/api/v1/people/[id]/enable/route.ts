import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { enablePersonEndpoint } from '@/lib/people/server/endpoints';

export const POST = serve(enablePersonEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
