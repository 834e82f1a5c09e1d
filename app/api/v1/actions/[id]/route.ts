import { serve } from '@/lib/http/serve';
import { amendActionEndpoint, getActionEndpoint } from '@/lib/actions/server/endpoints';

export const GET = serve(getActionEndpoint);
export const PUT = serve(amendActionEndpoint);
