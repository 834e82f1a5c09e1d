import canonicalize from 'canonicalize';
import { plain, template } from '@/lib/drift/template';

/** What a step or an item of evidence asked, as text; undefined where it does not say. */
export function askedBy(event: {
  tool?: string;
  args?: unknown;
  source?: string;
  query?: string | undefined;
}): string | undefined {
  if (event.tool !== undefined) {
    const args = event.args === undefined ? undefined : canonicalize(event.args);
    return args === undefined ? undefined : `${event.tool} ${args}`;
  }
  return event.query === undefined ? undefined : `${event.source} ${event.query}`;
}

/**
 * A look's mark: a hash of its kind and one of what it asked to the letter, so that near-identical
 * looks share the first and repeats share both, whatever the length of the query.
 */
export const lookOf = (asked: string, hash: (text: string) => string): string =>
  `${hash(template(asked))}.${hash(plain(asked))}`;

/** The part of a look's mark that near-identical looks share. */
export const kindOfLook = (look: string | null): string | null => look?.split('.')[0] ?? null;
