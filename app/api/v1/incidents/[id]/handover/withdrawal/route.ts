import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { withdrawOfferEndpoint } from '@/lib/command/server/endpoints';

export const POST = serve(withdrawOfferEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
