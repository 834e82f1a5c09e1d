import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listPeopleEndpoint, invitePersonEndpoint } from '@/lib/people/server/endpoints';

export const GET = serve(listPeopleEndpoint);
export const POST = serve(invitePersonEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
