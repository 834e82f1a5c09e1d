import { count, known, notStated } from '@/lib/drift/components/component';
import type { DriftFacts } from '@/lib/drift/facts';
import type { DriftComponent, Moved } from '@/lib/drift/schema';

/** Fewer looks than this repeat nothing yet. */
const FEWEST = 5;
/** A share of fewer is taken of so many: one repeat among the first five is no habit. */
const LEAST = 10;
/** Loops are a matter of now: a long good beginning must not hide one. */
const LATELY = 20;

/**
 * Share of the last twenty looks that ask what an earlier one in the window asked, but for numbers,
 * instants and generated ids. Looks from before a change was carried out do not count: the same
 * question is a new one then: `again / max(10, looks)`. Null below five looks that say what they
 * asked.
 */
export function repetition({ looks: all, changedSeq }: DriftFacts): DriftComponent {
  const looks = all.filter(({ seq }) => seq > changedSeq);
  if (looks.length < FEWEST) {
    const since = changedSeq > 0 ? ' since the last change' : '';
    return notStated('repetition', `fewer than ${FEWEST} looks say what they asked${since}`);
  }
  const seen = new Set<string>();
  const again: Moved[] = [];
  const lately = Math.min(LATELY, looks.length);
  for (const [i, { by, id, kind }] of looks.entries()) {
    if (seen.has(kind) && i >= looks.length - lately) again.push({ kind: by, id });
    seen.add(kind);
  }
  const of = `of the last ${count(lately, 'look')}`;
  const sentence =
    again.length === 0
      ? `None ${of} repeats an earlier one.`
      : `${again.length} ${of} ${again.length === 1 ? 'asks' : 'ask'} what was asked before, but for numbers and times.`;
  return known('repetition', again.length / Math.max(LEAST, lately), sentence, again);
}
