import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listLinkSamplesEndpoint } from '@/lib/source-links/server/endpoints';

export const GET = serve(listLinkSamplesEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
