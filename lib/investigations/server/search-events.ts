import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { readInvestigation } from '@/lib/investigations/server/load';
import { type EventSearch, isFound, type SearchWindow } from '@/lib/investigations/search';
import { namedRows } from '@/lib/investigations/server/named-rows';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import { placeAt } from '@/lib/live/server/place-at';
import { countOutside, type Matching, readMatching } from '@/lib/log/read';

/** Events that one call looks through: few enough to be answered at once, however long the run is. */
const LOOKED_THROUGH = 5000;

export interface SearchQuery extends EventSearch, SearchWindow {
  id: string;
  /** Looks through what came before this seq. */
  before?: number | undefined;
  /** The moment that is looked back at: what came later is not found, and rows are as they were. */
  at?: number | undefined;
  limit: number;
}

/** Which seqs can lie in a stretch of time: the database's clock never goes back, a recording's may. */
async function seqsWithin(id: string, upTo: number, { by, from, to }: Matching['within']) {
  if (by === 'at') return { first: 1, last: upTo };
  const justBefore = from && new Date(Date.parse(from) - 1).toISOString();
  const [before, last] = await Promise.all([
    justBefore ? placeAt(id, justBefore, by) : 0,
    to ? placeAt(id, to, by) : upTo,
  ]);
  return { first: before + 1, last: Math.min(last, upTo) };
}

/**
 * The newest events before a seq that a search asks for, newest first, with what they say of evidence
 * left out. A call looks through a stretch and says how far it came: whoever wants more goes on from
 * there. Content is read where it may be erased, so there is no index of it to forget. A stretch of time
 * goes by the clock that screens tell the run by.
 */
export async function searchEvents(ctx: Ctx, { id, before, at, limit, ...query }: SearchQuery) {
  const { from, to, ...asked } = query;
  const row = await readInvestigation(ctx.actor, 'investigation.read', id);
  const upTo = Math.min(at ?? row.lastSeq, row.lastSeq);
  const within = { by: row.clock === 'imported' ? 'at' : 'recordedAt', from, to } as const;
  const span = await seqsWithin(id, upTo, within);
  const end = Math.min(before ?? span.last + 1, span.last + 1);
  const start = Math.max(span.first, end - LOOKED_THROUGH);
  const near = await readMatching(id, {
    from: start,
    before: end,
    limit: limit + 1,
    ...asked,
    within,
  });
  const found = near.filter((event) => isFound(event, asked));
  // More may match than were read: then it goes on from the last of those. What came before the
  // stretch of time need not be looked at.
  const reached = start === span.first ? 1 : start;
  const lookedTo = near.length > limit ? (near.at(-2)?.seq ?? start) : reached;
  const shown = found.filter(({ seq }) => seq >= lookedTo);
  const isFirst = before === undefined || before > upTo;
  const hasWindow = from !== null || to !== null;
  return {
    items: shown.map(withoutBodies),
    lookedTo,
    outside: isFirst && hasWindow ? await countOutside(id, upTo, within) : null,
    rows: await namedRows(id, upTo, shown),
  };
}
