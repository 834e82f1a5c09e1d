import type { ActionSummary } from '@/lib/actions/output';

/** What ended, the latest first. */
export const byLatest = <Item extends Pick<ActionSummary, 'id' | 'updatedAt'>>(
  items: Item[],
): Item[] =>
  items.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt) || a.id.localeCompare(b.id));

/** Recorded ones: those that nobody has judged yet before the others, each the latest first. */
export const byJudged = <Item extends Pick<ActionSummary, 'id' | 'state' | 'updatedAt'>>(
  items: Item[],
): Item[] =>
  byLatest(items).toSorted(
    (a, b) => Number(b.state === 'pending_approval') - Number(a.state === 'pending_approval'),
  );
