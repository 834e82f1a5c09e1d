import type { Mention } from '@/lib/log/read';

/**
 * One mention a stream, as whoever hears of it looks at the whole anyway: the newest, in the order
 * of their places, so that a reader who comes back after any of them has missed none.
 */
export function newestPerStream(mentions: readonly Mention[]): Mention[] {
  const newest = new Map<string, Mention>();
  for (const mention of mentions) {
    newest.delete(mention.stream);
    newest.set(mention.stream, mention);
  }
  return [...newest.values()];
}
