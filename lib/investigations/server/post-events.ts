import 'server-only';
import { type Actor, type Ctx, isAgent } from '@/lib/access/actor';
import { voidActions } from '@/lib/actions/server/void-actions';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { Invalid } from '@/lib/errors';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { namedIn, referenceFaults } from '@/lib/investigations/references';
import { demandWritable, violations } from '@/lib/investigations/rules';
import type { AgentEvent, DirectiveRow, InvestigationRow } from '@/lib/investigations/schema';
import type { PostEventsInput } from '@/lib/investigations/schema-input';
import { deliver } from '@/lib/investigations/server/deliver-directives';
import { shownEvent, toDraft } from '@/lib/investigations/server/event-drafts';
import { existing } from '@/lib/investigations/server/existing';
import { heldNow, holdInvestigation } from '@/lib/investigations/server/load';
import { openDirectives } from '@/lib/investigations/server/list-directives';
import { looksOf, marksOf } from '@/lib/investigations/server/looks';
import { overseeBatch } from '@/lib/investigations/server/oversee';
import { keepingRefusals } from '@/lib/investigations/server/refused-writes';
import { recordViolations, ScopeViolated } from '@/lib/investigations/server/violations';
import { canonical } from '@/lib/log/canonical';
import { type Tx, write } from '@/lib/log/write';

export interface EventsPosted {
  accepted: number;
  duplicates: number;
  lastSeq: number;
  status: InvestigationRow['status'];
  stage: InvestigationRow['stage'];
  /** The stop point that it stands before, of its own asking or raised. */
  checkpointId: string | null;
  directives: DirectiveRow[];
}

/** Kinds that the floor shows, so that its watchers look again. */
const SHOWN_ON_FLOOR = /^(hypothesis|investigation|directive)\./;

/** Kinds by which an investigation may wander, or use up a budget. */
const MOVES_DRIFT = /^(evidence\.recorded|step\.started|hypothesis\..*)$/;

/** Each event once: a repeat within the batch must be the same to the letter. */
function distinct(events: AgentEvent[]): { events: AgentEvent[]; places: number[] } {
  const first = new Map<string, AgentEvent>();
  const places: number[] = [];
  events.forEach((event, i) => {
    const earlier = first.get(event.id);
    if (!earlier) {
      first.set(event.id, event);
      places.push(i);
    } else if (canonical(earlier) !== canonical(event)) {
      const message = 'is used twice in this batch, for different events';
      throw new Invalid([{ path: `events.${i}.id`, message }]);
    }
  });
  return { events: [...first.values()], places };
}

function demandConclusionLast(events: AgentEvent[], places: number[]): void {
  const at = events.findIndex((event) => event.kind === 'investigation.concluded');
  if (at === -1 || at === events.length - 1) return;
  const message = 'nothing may follow the conclusion';
  throw new Invalid([{ path: `events.${places[at + 1] ?? at + 1}`, message }]);
}

const refutesCommitted = (event: AgentEvent, row: InvestigationRow): boolean =>
  event.kind === 'hypothesis.revised' &&
  event.status === 'refuted' &&
  event.hypothesisId === row.committedHypothesisId;

async function answer(
  tx: Tx,
  actor: Actor,
  id: string,
  [accepted, duplicates]: [number, number],
): Promise<EventsPosted> {
  const open = await openDirectives(tx.db, id);
  // A batch of nothing but repeats changes nothing, not even that something was delivered.
  const directives = accepted > 0 ? await deliver(tx, actor, id, open) : open;
  const { lastSeq, status, stage, checkpointId } = await heldNow(tx, id);
  return { accepted, duplicates, lastSeq, status, stage, checkpointId, directives };
}

async function postIn(tx: Tx, ctx: Ctx, id: string, input: PostEventsInput): Promise<EventsPosted> {
  await demandLiveAgent(tx, ctx.actor);
  const { row, now } = await holdInvestigation(tx, ctx.actor, 'investigation.write', id);
  const batch = distinct(input.events);
  const shown = batch.events.map(shownEvent);
  const marks = marksOf(shown.map(({ event }) => event));
  const known = await existing(
    tx,
    id,
    batch.events.map((event) => event.id),
    namedIn(batch.events),
    [...new Set(marks.values())],
  );
  const isFresh = (event: AgentEvent | undefined) => !known.has(`event/${event?.id}`);
  const fresh = batch.events.filter(isFresh);
  const places = batch.places.filter((_, i) => isFresh(batch.events[i]));
  const duplicates = input.events.length - fresh.length;
  if (fresh.length === 0) return answer(tx, ctx.actor, id, [0, duplicates]);

  const outside = isAgent(ctx.actor) ? violations(ctx.actor.scope, fresh, row) : [];
  if (outside.length > 0) throw new ScopeViolated(outside);
  demandWritable(row, fresh);
  const faults = referenceFaults(fresh, places, known);
  if (faults.taken.length > 0) throw new Invalid(faults.taken);
  demandConclusionLast(fresh, places);
  if (faults.unknown.length > 0) throw new Invalid(faults.unknown, 'unknown-reference');

  const looks = looksOf(fresh, marks, known);
  const drafts = shown
    .filter(({ event }) => isFresh(event))
    .map((each) => toDraft(each, row, looks.get(each.event.id)));
  await tx.append(id, drafts);
  if (fresh.some((event) => refutesCommitted(event, row))) {
    await voidActions(tx, id, 'The hypothesis that it rests on was refuted.');
  }
  if (fresh.some((event) => MOVES_DRIFT.test(event.kind))) await overseeBatch(tx, row, now);
  if (fresh.some((event) => SHOWN_ON_FLOOR.test(event.kind))) tx.nudge(INCIDENTS);
  return answer(tx, ctx.actor, id, [fresh.length, duplicates]);
}

/**
 * Records a batch of an agent's events, all or nothing. What reaches outside the agent's scope is
 * refused, and that it was tried is recorded on its own.
 */
export async function postEvents(
  ctx: Ctx,
  { id, ...input }: PostEventsInput & { id: string },
): Promise<EventsPosted> {
  try {
    return await keepingRefusals(
      ctx,
      () => input.events.map(({ kind }) => kind),
      () => write(ctx, (tx) => postIn(tx, ctx, id, input)),
    );
  } catch (error) {
    if (error instanceof ScopeViolated) await recordViolations(ctx, id, error.violations);
    throw error;
  }
}
