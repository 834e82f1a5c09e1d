import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { digestPreimageEndpoint } from '@/lib/actions/server/endpoints';

export const GET = serve(digestPreimageEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
