import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { declareServiceEndpoint, listServicesEndpoint } from '@/lib/services/server/endpoints';

export const GET = serve(listServicesEndpoint);
export const POST = serve(declareServiceEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
