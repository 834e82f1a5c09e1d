import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listChangesEndpoint, proposeChangeEndpoint } from '@/lib/people/server/change-endpoints';

export const GET = serve(listChangesEndpoint);
export const POST = serve(proposeChangeEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
