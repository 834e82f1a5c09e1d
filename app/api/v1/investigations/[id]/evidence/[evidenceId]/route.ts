import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { getEvidenceEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(getEvidenceEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
