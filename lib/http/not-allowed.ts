import 'server-only';
import { randomUUID } from 'node:crypto';
import { DomainError } from '@/lib/errors';
import type { Method } from './endpoint';
import { problemResponse } from './problem-response';

/**
 * Handlers for the methods that a route lacks: Next would answer them with an empty 405, and a
 * refusal of ours is always a problem, here one that names the methods there are (RFC 9110, 15.5.6).
 */
export function notAllowed(...allowed: Method[]): Record<Method, (request: Request) => Response> {
  const named = allowed.join(', ');
  const refuse = (request: Request): Response => {
    const error = new DomainError(
      'method-not-allowed',
      405,
      `This address takes ${named}, not ${request.method}. Nothing was changed.`,
    );
    const response = problemResponse(error, new URL(request.url).pathname, randomUUID());
    response.headers.set('Allow', named);
    return response;
  };
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse };
}
