import { z } from 'zod';
import { parseStrictJson } from './strict-json';

export const MAX_LIMIT = 200;

/** `?limit=`: how many items, 1 to 200, 50 unless said. */
export const limitParam = z
  .string()
  .regex(/^\d{1,6}$/, 'must be a whole number')
  .transform(Number)
  .pipe(z.number().min(1, 'must be at least 1').max(MAX_LIMIT, `must be at most ${MAX_LIMIT}`))
  .default(50);

/** PostgreSQL's largest integer: no sequence of ours reaches it, and past it the query fails. */
export const MAX_SEQ = 2 ** 31 - 1;

const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform((text) => Math.min(Number(text), MAX_SEQ));

/** `?after=SEQ`, `?from=`: a place in a sequence, 0 unless said. */
export const sequenceParam = wholeNumber.default(0);

/** `?at=SEQ`, `?before=SEQ`: one entry of a sequence, the first being 1. */
export const entryParam = wholeNumber.pipe(z.number().min(1, 'must be at least 1')).optional();

/** A sequence number as a cursor's place. */
export const sequencePlace = z.int().min(0).max(MAX_SEQ);

const MALFORMED = 'is not a cursor of ours';

const decode = (text: string): unknown => {
  try {
    // Strictly: a cursor is input like any other, and a NUL in it would reach the database.
    return parseStrictJson(Buffer.from(text, 'base64url'));
  } catch {
    return undefined;
  }
};

/** Where the next page begins: the sort key of the last item, opaque to whoever carries it. */
export const encodeCursor = (place: unknown): string =>
  Buffer.from(JSON.stringify(place), 'utf8').toString('base64url');

/** `?cursor=` holding a place of this shape; anything else is refused as `invalid`. */
export const cursorParam = <T extends z.ZodType>(place: T) =>
  z
    .string()
    .max(1000, MALFORMED)
    .regex(/^[A-Za-z0-9_-]+$/, MALFORMED)
    .transform((text, context): z.output<T> => {
      const parsed = place.safeParse(decode(text));
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: MALFORMED });
      return z.NEVER;
    })
    .optional();

/**
 * One page of `limit` from rows of which one more was asked for.
 * @param placeOf the sort key of an item, as `cursorParam` takes it back.
 */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  placeOf: (item: T) => unknown,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(placeOf(last)) : null;
  return { items, nextCursor };
}
