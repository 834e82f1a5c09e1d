import { serve } from '@/lib/http/serve';
import { reportExecutionEndpoint } from '@/lib/grants/server/endpoints';

export const POST = serve(reportExecutionEndpoint);
