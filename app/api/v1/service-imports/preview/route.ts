import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { previewImportEndpoint } from '@/lib/services/server/endpoints';

export const POST = serve(previewImportEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
