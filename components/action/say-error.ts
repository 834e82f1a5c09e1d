import { ApiProblem } from '@/lib/http/call-api';
import { revealedText } from '@/lib/text/visible';

/**
 * What to tell a person about a call that failed: what happened, and what is wrong where. It quotes
 * what was sent from outside, so it comes as it may be drawn.
 */
export function sayError(error: unknown): string {
  if (!(error instanceof ApiProblem)) {
    return 'The answer could not be read. Reload the page and try again.';
  }
  const fields = error.errors.map(({ path, message }) => (path ? `${path} ${message}` : message));
  return revealedText([error.detail, ...fields].join(' '));
}
