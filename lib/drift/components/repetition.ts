import { count, known, notStated } from '@/lib/drift/components/component';
import type { DriftFacts } from '@/lib/drift/facts';
import type { DriftComponent, Moved } from '@/lib/drift/schema';

/** Fewer looks than this repeat nothing yet. */
const FEWEST = 5;

/**
 * Share of the looks in the window that ask what an earlier one there asked already, but for
 * numbers, instants and generated ids: `1 − kinds / looks`. Null below five looks with a query.
 */
export function repetition({ looks }: DriftFacts): DriftComponent {
  if (looks.length < FEWEST) {
    return notStated('repetition', `fewer than ${FEWEST} looks say what they asked`);
  }
  const seen = new Set<string>();
  const again: Moved[] = [];
  for (const { by, id, kind } of looks) {
    if (seen.has(kind)) again.push({ kind: by, id });
    seen.add(kind);
  }
  const of = `of the last ${count(looks.length, 'look')}`;
  const sentence =
    again.length === 0
      ? `None ${of} repeats an earlier one.`
      : `${again.length} ${of} ask what was asked before, but for numbers and times.`;
  return known('repetition', again.length / looks.length, sentence, again);
}
