import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { agreeChangeEndpoint } from '@/lib/people/server/change-endpoints';

export const POST = serve(agreeChangeEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
