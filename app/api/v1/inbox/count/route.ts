import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { countInboxEndpoint } from '@/lib/inbox/server/endpoints';

export const GET = serve(countInboxEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
