import { serve } from '@/lib/http/serve';
import { getEvidenceEndpoint } from '@/lib/investigations/server/endpoints';

export const GET = serve(getEvidenceEndpoint);
