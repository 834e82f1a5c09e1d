import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { issueResetEndpoint } from '@/lib/people/server/endpoints';

export const POST = serve(issueResetEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
