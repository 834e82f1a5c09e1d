import { randomUUID } from 'node:crypto';
import { NotFound } from '@/lib/errors';
import { problemResponse } from '@/lib/http/problem-response';

/** What no endpoint answers gets a problem like every other refusal, not a page. */
const refuse = (request: Request): Response =>
  problemResponse(new NotFound('This address'), new URL(request.url).pathname, randomUUID());

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
