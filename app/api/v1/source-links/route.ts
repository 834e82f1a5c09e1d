import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import {
  addSourceLinkEndpoint,
  listSourceLinksEndpoint,
} from '@/lib/source-links/server/endpoints';

export const GET = serve(listSourceLinksEndpoint);
export const POST = serve(addSourceLinkEndpoint);
export const { DELETE, PATCH, PUT } = notAllowed('GET', 'POST');
