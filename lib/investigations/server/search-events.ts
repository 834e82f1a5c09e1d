import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { readInvestigation } from '@/lib/investigations/server/load';
import { type EventSearch, isFound } from '@/lib/investigations/search';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import { readMatching } from '@/lib/log/read';

/** Events that one call looks through: few enough to be answered at once, however long the run is. */
const LOOKED_THROUGH = 5000;

export interface SearchQuery extends EventSearch {
  id: string;
  /** Looks through what came before this seq. */
  before: number | undefined;
  limit: number;
}

/**
 * The newest events before a seq that a search asks for, newest first, with what they say of evidence
 * left out. A call looks through a stretch and says how far it came: whoever wants more goes on from
 * there. Content is read where it may be erased, so there is no index of it to forget.
 */
export async function searchEvents(ctx: Ctx, { id, before, limit, ...asked }: SearchQuery) {
  const row = await readInvestigation(ctx.actor, 'investigation.read', id);
  const end = Math.min(before ?? row.lastSeq + 1, row.lastSeq + 1);
  const from = Math.max(1, end - LOOKED_THROUGH);
  const near = await readMatching(id, { from, before: end, limit: limit + 1, ...asked });
  const found = near.filter((event) => isFound(event, asked));
  // More may match than were read: then it goes on from the last of those.
  const lookedTo = near.length > limit ? (near.at(-2)?.seq ?? from) : from;
  return {
    items: found.filter(({ seq }) => seq >= lookedTo).map(withoutBodies),
    /** From here on all of it has been looked through; 1 once that is everything. */
    lookedTo,
  };
}
