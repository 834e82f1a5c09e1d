import { serve } from '@/lib/http/serve';
import { giveVerdictEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(giveVerdictEndpoint);
