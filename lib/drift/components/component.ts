import type { DriftComponent, DriftComponentName, Moved } from '@/lib/drift/schema';

/** Ids named at most: enough to look at, never a list of everything. */
const MOVED = 3;

const rounded = (value: number): number =>
  Math.round(Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0)) * 1000) / 1000;

export const known = (
  name: DriftComponentName,
  value: number,
  sentence: string,
  moved: readonly Moved[],
): DriftComponent => ({ name, value: rounded(value), sentence, moved: moved.slice(-MOVED) });

export const items = (ids: readonly string[]): Moved[] =>
  ids.map((id) => ({ kind: 'evidence', id }));

export const notStated = (name: DriftComponentName, why: string): DriftComponent => ({
  name,
  value: null,
  sentence: `Not stated: ${why}.`,
  moved: [],
});

/** "1 look", "3 looks". */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n} ${n === 1 ? one : many}`;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** "12 min", "40 s": whole units, as a person says them. */
export function spell(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
