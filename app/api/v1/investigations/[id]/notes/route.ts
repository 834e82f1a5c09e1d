import { serve } from '@/lib/http/serve';
import { addNoteEndpoint } from '@/lib/investigations/server/endpoints';

export const POST = serve(addNoteEndpoint);
