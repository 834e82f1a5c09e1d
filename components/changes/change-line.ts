import type { StateFace } from '@/components/ui/state-face';

/** Under which heading a line stands, in the order in which they are read. */
export const GROUPS = ['incident', 'people', 'run', 'claims', 'evidence', 'notes'] as const;
export type Group = (typeof GROUPS)[number];

export const GROUP_WORDS: Record<Group, string> = {
  incident: 'The incident',
  people: 'What was decided',
  run: 'The investigation',
  claims: 'Claims',
  evidence: 'Evidence',
  notes: 'Notes',
};

/** One thing that is not as it was, in words; all of them go through `VisibleText`. */
export interface ChangeLine {
  key: string;
  group: Group;
  face: StateFace;
  text: string;
  /** Why, or what was said. */
  more?: string | undefined;
  /** The investigation that it is of; null of the incident's own. */
  run: string | null;
  /** What the inspector shows of it. */
  sel?: string | undefined;
}

export const quoted = (text: string, most = 200): string => {
  const line = text.trim();
  return `“${line.length > most ? `${line.slice(0, most - 1)}…` : line}”`;
};

/** "a, b and c". */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
