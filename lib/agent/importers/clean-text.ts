const NUL = String.fromCharCode(0);
const REPLACEMENT = String.fromCharCode(0xfffd);

export interface Cleaned<T> {
  value: T;
  /** How many texts held something that no UTF-8 database takes. */
  replaced: number;
}

/** Replaces NUL and lone surrogates, in every text of a value, by U+FFFD; counts those texts. */
export function cleanTexts<T>(value: T): Cleaned<T> {
  let replaced = 0;
  const clean = (part: unknown): unknown => {
    if (typeof part === 'string') {
      const cleaned = part.toWellFormed().replaceAll(NUL, REPLACEMENT);
      if (cleaned !== part) replaced++;
      return cleaned;
    }
    if (Array.isArray(part)) return part.map(clean);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, clean(inner)]));
  };
  return { value: clean(value) as T, replaced };
}
