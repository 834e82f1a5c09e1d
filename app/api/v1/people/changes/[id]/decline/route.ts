import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { declineChangeEndpoint } from '@/lib/people/server/change-endpoints';

export const POST = serve(declineChangeEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
