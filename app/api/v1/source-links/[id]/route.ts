import { notAllowed } from '@/lib/http/not-allowed';
import { serve } from '@/lib/http/serve';
import {
  changeSourceLinkEndpoint,
  removeSourceLinkEndpoint,
} from '@/lib/source-links/server/endpoints';

export const PATCH = serve(changeSourceLinkEndpoint);
export const DELETE = serve(removeSourceLinkEndpoint);
export const { GET, POST, PUT } = notAllowed('PATCH', 'DELETE');
