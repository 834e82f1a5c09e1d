import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { readInboxEndpoint } from '@/lib/inbox/server/endpoints';

export const GET = serve(readInboxEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
