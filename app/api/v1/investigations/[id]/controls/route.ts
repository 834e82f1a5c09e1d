import { serve } from '@/lib/http/serve';
import { giveControlEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(giveControlEndpoint);
