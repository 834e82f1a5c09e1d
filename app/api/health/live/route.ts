import { liveHealthEndpoint } from '@/lib/http/health';
import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';

export const GET = serve(liveHealthEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
