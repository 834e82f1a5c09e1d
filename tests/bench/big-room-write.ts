import type { Ctx } from '@/lib/access/actor';
import { investigationProjection } from '@/lib/investigations/fold';
import type { AgentEvent } from '@/lib/investigations/schema';
import { shownEvent, toDraft } from '@/lib/investigations/server/event-drafts';
import type { Draft } from '@/lib/log/append';
import { write } from '@/lib/log/write';
import { readRecorded } from './drift-recordings';

/** Events that one transaction writes. */
const AT_ONCE = 500;

const ctx: Ctx = {
  actor: { type: 'system', id: 'bench', name: 'Bench' },
  requestId: 'bench-big-room',
};

const renamed = (id: string, copy: number): string => `${id.slice(0, 56)}.${copy}`;

/** The event of another copy of its run: its words stay, and its ids are its own. */
function copied(event: AgentEvent, copy: number): AgentEvent {
  const of = (id: string) => renamed(id, copy);
  const made = { ...event, id: of(event.id) };
  switch (made.kind) {
    case 'step.started':
    case 'step.finished':
      return { ...made, step: of(made.step) };
    case 'evidence.recorded': {
      const { evidence } = made;
      const step = evidence.step === undefined ? {} : { step: of(evidence.step) };
      return { ...made, evidence: { ...evidence, id: of(evidence.id), ...step } };
    }
    case 'hypothesis.proposed':
      return { ...made, hypothesis: { ...made.hypothesis, id: of(made.hypothesis.id) } };
    case 'hypothesis.revised':
      return { ...made, hypothesisId: of(made.hypothesisId), because: made.because.map(of) };
    case 'hypothesis.linked':
      return { ...made, hypothesisId: of(made.hypothesisId), evidenceId: of(made.evidenceId) };
    default:
      return made;
  }
}

/** The recorded runs' own events, over and over, without their ends; none without the recordings. */
function* recordedEvents(): Generator<AgentEvent> {
  const runs = readRecorded().map(({ operations }) =>
    operations.flatMap((operation) => (operation.type === 'event' ? [operation.event] : [])),
  );
  if (runs.every((events) => events.length === 0)) return;
  for (let copy = 0; ; copy += 1) {
    for (const [place, events] of runs.entries()) {
      for (const event of events) {
        if (event.kind === 'investigation.concluded') continue;
        if (event.kind === 'directive.acknowledged') continue;
        yield copied(event, copy * runs.length + place);
      }
    }
  }
}

/**
 * Fills a run with recorded events, in the log's own transactions, without an HTTP call each. Answers
 * how many there are then; none without the recordings.
 */
export async function writeBigRoom(
  run: string,
  agent: { id: string; name: string },
  count: number,
): Promise<number> {
  const source = recordedEvents();
  const actor = { type: 'agent', ...agent } as const;
  for (let written = 0; written < count; written += AT_ONCE) {
    const batch: AgentEvent[] = [];
    // By hand: to break off a loop over it would end it.
    for (let next = source.next(); !next.done; next = source.next()) {
      if (batch.push(next.value) === AT_ONCE) break;
    }
    if (batch.length === 0) return 0;
    await write(ctx, async (tx) => {
      await tx.lock(run);
      const row = await tx.row(investigationProjection, run);
      if (!row) throw new Error('There is no such run.');
      const drafts = batch.map((event): Draft => {
        return { ...toDraft(shownEvent(event), row, undefined), actor };
      });
      await tx.append(run, drafts);
    });
  }
  return count;
}
