import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { reinstateClaimEndpoint } from '@/lib/investigations/server/annotation-endpoints';

export const POST = serve(reinstateClaimEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
