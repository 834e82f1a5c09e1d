import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { addNoteEndpoint } from '@/lib/investigations/server/annotation-endpoints';

export const POST = serve(addNoteEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
