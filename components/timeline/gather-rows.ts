import type { RunFacts } from '@/components/incident/run-facts';
import type { EvidenceRow } from '@/lib/evidence/schema';
import { searchPage } from '@/lib/investigations/client';
import type { StepRow } from '@/lib/investigations/schema';
import { lastSeq } from '@/lib/live/room-state';
import type { StoredEvent } from '@/lib/log/schema';
import { askedOf, lanesOf } from './asked-events';
import { filterGroups, type TimelineFilter } from './filter-groups';
import { groupEvents, type TimelineGroup } from './group-events';

/** Events of one run that are copied at most, the newest of it: a table of more is read by nobody. */
export const MOST_COPIED = 5000;

export interface Gathered {
  groups: TimelineGroup[];
  /** With the steps and the evidence that the rows name. */
  facts: RunFacts;
  /** Whether there is more before the earliest of them. */
  isCut: boolean;
}

export interface GatherOptions {
  facts: RunFacts;
  filter: TimelineFilter;
  signal: AbortSignal;
  /** Called with the earliest event that has been looked at, and the newest there is. */
  onProgress: (lookedTo: number, upTo: number) => void;
}

/** Everything that a filter lets through of a run that the browser holds a stretch of. @throws ApiProblem */
export async function gatherRows(options: GatherOptions): Promise<Gathered> {
  const { facts, filter, signal, onProgress } = options;
  const upTo = lastSeq(facts.run);
  const found: StoredEvent[] = [];
  const steps = new Map<string, StepRow>();
  const evidence = new Map<string, EvidenceRow>();
  let before = upTo + 1;
  while (before > 1 && found.length < MOST_COPIED) {
    const asked = askedOf(filter);
    const page = await searchPage(facts.row.id, { before, upTo, asked, signal });
    found.push(...page.events);
    for (const row of page.rows.step) steps.set(row.id, row);
    for (const row of page.rows.evidence) evidence.set(row.id, row);
    before = page.lookedTo;
    onProgress(before, upTo);
  }
  const whole: RunFacts = {
    ...facts,
    stepOf: (id) => steps.get(id) ?? facts.stepOf(id),
    evidenceOf: (id) => evidence.get(id) ?? facts.evidenceOf(id),
  };
  const kept = found.slice(0, MOST_COPIED).toReversed();
  return {
    groups: filterGroups(groupEvents(kept).groups, lanesOf(filter), whole),
    facts: whole,
    isCut: before > 1 || found.length > MOST_COPIED,
  };
}
