import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { decisionViewEndpoint } from '@/lib/actions/server/endpoints';

export const GET = serve(decisionViewEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
