import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { refuteClaimEndpoint } from '@/lib/investigations/server/annotation-endpoints';

export const POST = serve(refuteClaimEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
