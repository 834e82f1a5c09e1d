import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { openNoticeEndpoint } from '@/lib/notices/server/endpoints';

export const POST = serve(openNoticeEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
