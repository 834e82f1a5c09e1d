import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { flagEvidenceEndpoint } from '@/lib/investigations/server/annotation-endpoints';

export const POST = serve(flagEvidenceEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
