import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { testDeviceEndpoint } from '@/lib/notices/server/endpoints';

export const POST = serve(testDeviceEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
