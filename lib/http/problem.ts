import { z } from 'zod';
import { isUnavailable } from '@/lib/db/unavailable';
import { DomainError, Invalid, TooMany, Unavailable } from '@/lib/errors';
import { problemText } from '@/lib/problems/list';
import { fieldErrors } from './field-errors';

/** An answer that says no, by RFC 9457; `extra` members stand beside the standard ones. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  errors?: { path: string; message: string }[];
  [extra: string]: unknown;
}

const known = (error: unknown): DomainError | undefined => {
  if (error instanceof DomainError) return error;
  if (error instanceof z.ZodError) return new Invalid(fieldErrors(error));
  return isUnavailable(error) ? new Unavailable() : undefined;
};

/**
 * The problem that an error becomes. An error that is not ours is a 500 whose message stays here:
 * `isUnknown` asks the caller to log it under the request's id.
 */
export function problemOf(
  error: unknown,
  about: { publicUrl: string; instance: string; requestId: string },
): { problem: Problem; headers: Record<string, string>; isUnknown: boolean } {
  const found = known(error);
  const slug = found?.slug ?? 'internal';
  const problem: Problem = {
    ...found?.extra,
    type: `${about.publicUrl}/problems/${slug}`,
    title: problemText(slug).title,
    status: found?.status ?? 500,
    detail:
      found?.message ?? `The server met an error it did not expect. Its id is ${about.requestId}.`,
    instance: about.instance,
    requestId: about.requestId,
    ...(found && found.errors.length > 0 ? { errors: found.errors } : {}),
  };
  const headers: Record<string, string> = {};
  if (found instanceof TooMany) headers['Retry-After'] = String(found.retryAfterS);
  if (problem.status === 503) headers['Retry-After'] = '1';
  if (problem.status === 401) headers['WWW-Authenticate'] = 'Bearer realm="countersign"';
  return { problem, headers, isUnknown: !found };
}
