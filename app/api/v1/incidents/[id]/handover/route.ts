import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { getHandoverEndpoint, offerCommandEndpoint } from '@/lib/command/server/endpoints';

export const GET = serve(getHandoverEndpoint);
export const POST = serve(offerCommandEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
