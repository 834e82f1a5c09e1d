import 'server-only';
import { env } from '@/lib/env';
import { log } from '@/lib/logger';
import { problemOf } from './problem';

/** An error as the answer to a request outside `serve`: a problem, unknown errors logged. */
export function problemResponse(error: unknown, instance: string, requestId: string): Response {
  const about = { publicUrl: env().PUBLIC_URL, instance, requestId };
  const { problem, headers, isUnknown } = problemOf(error, about);
  if (isUnknown) log().error({ err: error, requestId, path: instance }, 'a request met an error');
  return Response.json(problem, {
    status: problem.status,
    headers: {
      ...headers,
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
