import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { giveControlEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(giveControlEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
