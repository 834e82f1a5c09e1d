import { serve } from '@/lib/http/serve';
import { reportVerificationEndpoint } from '@/lib/grants/server/endpoints';

export const POST = serve(reportVerificationEndpoint);
