import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { giveVerdictEndpoint } from '@/lib/investigations/server/annotation-endpoints';

export const POST = serve(giveVerdictEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
