import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { removeDeviceEndpoint } from '@/lib/notices/server/endpoints';

export const DELETE = serve(removeDeviceEndpoint);
export const { GET, PATCH, POST, PUT } = notAllowed('DELETE');
