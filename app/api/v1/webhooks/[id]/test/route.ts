import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { testWebhookEndpoint } from '@/lib/notices/server/endpoints';

export const POST = serve(testWebhookEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
