import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { applyImportEndpoint } from '@/lib/services/server/endpoints';

export const POST = serve(applyImportEndpoint);
export const { DELETE, GET, PATCH, PUT } = notAllowed('POST');
