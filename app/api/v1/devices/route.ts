import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listDevicesEndpoint, addDeviceEndpoint } from '@/lib/notices/server/endpoints';

export const GET = serve(listDevicesEndpoint);
export const POST = serve(addDeviceEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
