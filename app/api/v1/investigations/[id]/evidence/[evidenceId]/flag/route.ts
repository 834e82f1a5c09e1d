import { serve } from '@/lib/http/serve';
import { flagEvidenceEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(flagEvidenceEndpoint);
