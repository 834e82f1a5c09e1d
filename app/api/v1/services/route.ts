import { serve } from '@/lib/http/serve';
import { declareServiceEndpoint, listServicesEndpoint } from '@/lib/services/server/endpoints';

export const GET = serve(listServicesEndpoint);
export const POST = serve(declareServiceEndpoint);
