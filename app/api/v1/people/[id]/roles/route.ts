import { serve } from '@/lib/http/serve';
import { changeRolesEndpoint } from '@/lib/people/server/endpoints';

export const PUT = serve(changeRolesEndpoint);
