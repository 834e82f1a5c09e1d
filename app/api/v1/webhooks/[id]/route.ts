import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { changeWebhookEndpoint, removeWebhookEndpoint } from '@/lib/notices/server/endpoints';

export const PATCH = serve(changeWebhookEndpoint);
export const DELETE = serve(removeWebhookEndpoint);
export const { GET, POST, PUT } = notAllowed('PATCH', 'DELETE');
