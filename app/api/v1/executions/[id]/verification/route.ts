import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { reportVerificationEndpoint } from '@/lib/grants/server/endpoints';

export const POST = serve(reportVerificationEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
