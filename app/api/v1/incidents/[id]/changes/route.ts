import { readChangesEndpoint } from '@/lib/changes/server/endpoints';
import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';

export const GET = serve(readChangesEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
