import type { Change } from '@/lib/changes/schema';

/** Changes of one sort that are told of; past these, nobody reads them one by one. */
export const MOST_OF_A_SORT = 100;
/** Of one claim, the newest steps and links. */
export const MOST_CAUSES = 12;
const MOST_TEXT = 2000;

function shortened(change: Change): Change {
  if (change.about === 'claim') {
    return {
      ...change,
      statement: change.statement.slice(0, MOST_TEXT),
      steps: change.steps.slice(-MOST_CAUSES).map((step) => ({
        ...step,
        because: step.because.slice(0, MOST_CAUSES),
        note: step.note?.slice(0, MOST_TEXT) ?? null,
      })),
      links: change.links.slice(-MOST_CAUSES).map((link) => ({ ...link, note: null })),
    };
  }
  return change;
}

/** What goes over the line of changes that may be thousands; how many are left out is said. Pure. */
export function trimChanges(changes: readonly Change[]): { changes: Change[]; leftOut: number } {
  const counts = new Map<string, number>();
  const kept = changes.filter(({ about }) => {
    const before = counts.get(about) ?? 0;
    counts.set(about, before + 1);
    return before < MOST_OF_A_SORT;
  });
  return { changes: kept.map(shortened), leftOut: changes.length - kept.length };
}
