import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { readinessEndpoint } from '@/lib/actions/server/signing-endpoints';

export const GET = serve(readinessEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
