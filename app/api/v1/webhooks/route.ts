import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listWebhooksEndpoint, addWebhookEndpoint } from '@/lib/notices/server/endpoints';

export const GET = serve(listWebhooksEndpoint);
export const POST = serve(addWebhookEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
