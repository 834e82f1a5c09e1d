/** Somebody who may be named. */
export interface Named {
  id: string;
  name: string;
}

/** Where somebody is being named: from the `@` to the caret. */
export interface Naming {
  from: number;
  query: string;
}

/** No name is longer than this; what goes on beyond it is prose. */
const LONGEST = 60;

/** Whether a name is being written just before the caret: an `@` at the start of a word, and no line break since. */
export function namingAt(text: string, caret: number): Naming | undefined {
  const before = text.slice(Math.max(0, caret - LONGEST), caret);
  const at = before.lastIndexOf('@');
  if (at === -1) return undefined;
  const query = before.slice(at + 1);
  const isAtWordStart = at === 0 ? caret <= LONGEST : /[\s(]/.test(before[at - 1] ?? '');
  if (!isAtWordStart || /[\n\r]/.test(query)) return undefined;
  return { from: caret - query.length - 1, query };
}

const folded = (text: string): string => text.trim().toLocaleLowerCase();

/** Those whose name, or a word of it, begins like this. */
export function namedLike<Person extends Named>(
  people: readonly Person[],
  query: string,
): Person[] {
  const sought = folded(query);
  return people.filter(({ name }) => {
    const whole = folded(name);
    return whole.startsWith(sought) || whole.split(/\s+/).some((word) => word.startsWith(sought));
  });
}

/** The text with the name put where it was being written, and the caret behind it. */
export function withName(
  text: string,
  { from, query }: Naming,
  { name }: Pick<Named, 'name'>,
): { text: string; caret: number } {
  const put = `@${name} `;
  const after = text.slice(from + 1 + query.length);
  return { text: text.slice(0, from) + put + after, caret: from + put.length };
}

/**
 * Of those who were chosen, whoever still stands in the text. Only a choice names anybody: a text
 * that merely reads like a name tells nobody.
 */
export const stillNamed = <Person extends Named>(
  text: string,
  chosen: readonly Person[],
): Person[] => chosen.filter(({ name }) => text.includes(`@${name}`));
