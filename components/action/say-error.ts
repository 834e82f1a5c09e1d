import { ApiProblem } from '@/lib/http/call-api';

/** What to tell a person about a call that failed: what happened, and what is wrong where. */
export function sayError(error: unknown): string {
  if (!(error instanceof ApiProblem)) {
    return 'The answer could not be read. Reload the page and try again.';
  }
  const fields = error.errors.map(({ path, message }) => (path ? `${path} ${message}` : message));
  return [error.detail, ...fields].join(' ');
}
