import type { Present } from '@/lib/presence/rules';
import { plainLine } from '@/lib/text/plain-line';

/** Two letters for a person, of letters and digits alone: a name may begin with anything. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.join('').toUpperCase() || '?';
}

const nameOf = ({ id, name }: Present, commanderId: string | null): string =>
  `${plainLine(name)}${id === commanderId ? ', who commands' : ''}`;

/** "You and 2 others: Ada Lovelace, who commands; Bob Kahn". */
export function presenceWords(
  named: readonly Present[],
  count: number,
  commanderId: string | null,
): string {
  const others = count === 1 ? '1 other' : `${count} others`;
  const unnamed = count - named.length;
  const names = named.map((each) => nameOf(each, commanderId));
  return `You and ${others}: ${[...names, ...(unnamed > 0 ? [`${unnamed} more`] : [])].join('; ')}`;
}
