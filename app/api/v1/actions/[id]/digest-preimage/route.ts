import { serve } from '@/lib/http/serve';
import { digestPreimageEndpoint } from '@/lib/actions/server/endpoints';

export const GET = serve(digestPreimageEndpoint);
