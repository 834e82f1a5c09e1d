import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { answerOfferEndpoint } from '@/lib/command/server/endpoints';

export const POST = serve(answerOfferEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
