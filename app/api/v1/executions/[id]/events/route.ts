import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { reportExecutionEndpoint } from '@/lib/grants/server/endpoints';

export const POST = serve(reportExecutionEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
