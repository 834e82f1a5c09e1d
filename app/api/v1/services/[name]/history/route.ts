import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { serviceHistoryEndpoint } from '@/lib/services/server/endpoints';

export const GET = serve(serviceHistoryEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
