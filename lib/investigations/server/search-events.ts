import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { evidenceProjection } from '@/lib/evidence/fold';
import { stepProjection } from '@/lib/investigations/fold-held';
import { neededRows } from '@/lib/investigations/needed-rows';
import { readInvestigation } from '@/lib/investigations/server/load';
import { type EventSearch, isFound } from '@/lib/investigations/search';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import { evidenceThen, stepThen } from '@/lib/live/as-then';
import { flagProjection, type FlagRow } from '@/lib/live/past';
import { pastTables } from '@/lib/live/server/past-tables';
import { readMatching } from '@/lib/log/read';
import { loadRows } from '@/lib/log/rows';
import type { StoredEvent } from '@/lib/log/schema';

/** Events that one call looks through: few enough to be answered at once, however long the run is. */
const LOOKED_THROUGH = 5000;

export interface SearchQuery extends EventSearch {
  id: string;
  /** Looks through what came before this seq. */
  before?: number | undefined;
  /** The moment that is looked back at: what came later is not found, and rows are as they were. */
  at?: number | undefined;
  limit: number;
}

/** The steps and items of evidence that events name, as they stood at a seq. */
async function rowsThen(id: string, seq: number, events: StoredEvent[]) {
  const needed = neededRows({ events, hypotheses: [], versions: [], drift: null });
  const keys = (ids: string[]) => ids.map((each) => `${id}/${each}`);
  const [step, evidence, tables] = await Promise.all([
    loadRows(db(), stepProjection, keys(needed.steps)),
    loadRows(db(), evidenceProjection, keys(needed.evidence)),
    needed.evidence.length > 0 ? pastTables(id, seq) : undefined,
  ]);
  const marks = tables?.get(flagProjection.name) as Map<string, FlagRow> | undefined;
  return {
    step: step.flatMap((row) => stepThen(row, seq) ?? []),
    evidence: evidence.flatMap((row) => evidenceThen(row, seq, marks?.get(row.key)) ?? []),
  };
}

/**
 * The newest events before a seq that a search asks for, newest first, with what they say of evidence
 * left out. A call looks through a stretch and says how far it came: whoever wants more goes on from
 * there. Content is read where it may be erased, so there is no index of it to forget.
 */
export async function searchEvents(ctx: Ctx, { id, before, at, limit, ...asked }: SearchQuery) {
  const row = await readInvestigation(ctx.actor, 'investigation.read', id);
  const upTo = Math.min(at ?? row.lastSeq, row.lastSeq);
  const end = Math.min(before ?? upTo + 1, upTo + 1);
  const from = Math.max(1, end - LOOKED_THROUGH);
  const near = await readMatching(id, { from, before: end, limit: limit + 1, ...asked });
  const found = near.filter((event) => isFound(event, asked));
  // More may match than were read: then it goes on from the last of those.
  const lookedTo = near.length > limit ? (near.at(-2)?.seq ?? from) : from;
  const shown = found.filter(({ seq }) => seq >= lookedTo);
  return { items: shown.map(withoutBodies), lookedTo, rows: await rowsThen(id, upTo, shown) };
}
