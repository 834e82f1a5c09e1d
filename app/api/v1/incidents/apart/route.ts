import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { tellApartEndpoint } from '@/lib/incidents/server/merge-endpoints';

export const POST = serve(tellApartEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
