import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import { listCompanyEndpoint } from '@/lib/command/server/endpoints';

export const GET = serve(listCompanyEndpoint);
export const { DELETE, PATCH, POST, PUT } = notAllowed('GET');
