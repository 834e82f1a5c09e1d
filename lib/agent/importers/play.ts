import { splitBatches } from '../sdk/batches';
import type { Client } from '../sdk/client';
import { ApiProblem } from '../sdk/problem';
import type { Operation, Timeline } from './timeline';

type EventOperation = Extract<Operation, { type: 'event' }>;

type ActionOperation = Extract<Operation, { type: 'action' }>;

export interface Pace {
  /** How many times faster than the recording; undefined posts all at once. */
  speed?: number;
  /** No pause is longer than this, after division. */
  longestPauseMs: number;
  pause: (ms: number) => Promise<void>;
  /** Called once people can open the room, before the recording is told into it. */
  onOpened?: (incidentId: string) => void;
}

export interface Refusal {
  place: string;
  message: string;
}

export interface PlayReport {
  incidentId: string;
  investigationId: string;
  operations: number;
  accepted: number;
  duplicates: number;
  evidence: number;
  checkpoints: number;
  actions: number;
  shortenedPauses: number;
  /** Actions the server would not take; everything else that is refused ends the play. */
  refusals: Refusal[];
}

/** The server refused a part of the recording without which the rest makes no sense. */
export class PlayRefused extends Error {
  constructor(
    readonly place: string,
    override readonly cause: unknown,
  ) {
    super(`${place}: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.name = 'PlayRefused';
  }
}

/**
 * Retells a timeline through the API. `runKey` names the telling: with the same key a second
 * telling meets the first one's incident and investigation, and adds nothing to them.
 */
export async function playTimeline(
  client: Client,
  timeline: Timeline,
  runKey: string,
  pace: Pace,
): Promise<PlayReport> {
  const keyed = (name: string) => ({ idempotencyKey: `replay-${runKey}-${name}` });
  const at = async <T>(place: string, call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      throw new PlayRefused(place, error);
    }
  };
  const incident = await at(
    'the incident',
    client.incidents.create(timeline.incident, keyed('incident')),
  );
  const investigation = await at(
    'the investigation',
    client.investigations.create(
      { ...timeline.investigation, incidentId: incident.id },
      keyed('investigation'),
    ),
  );
  pace.onOpened?.(incident.id);
  const report: PlayReport = {
    incidentId: incident.id,
    investigationId: investigation.id,
    operations: timeline.operations.length,
    accepted: 0,
    duplicates: 0,
    evidence: 0,
    checkpoints: 0,
    actions: 0,
    shortenedPauses: 0,
    refusals: [],
  };

  async function post(pending: EventOperation[]): Promise<void> {
    let first = 0;
    for (const batch of splitBatches(pending.map((operation) => operation.event))) {
      try {
        const answer = await client.investigations.postEvents(investigation.id, batch);
        report.accepted += answer.accepted;
        report.duplicates += answer.duplicates;
      } catch (error) {
        throw new PlayRefused(
          offenderOf(error, pending.slice(first))?.place ?? 'its events',
          error,
        );
      }
      report.evidence += batch.filter((event) => event.kind === 'evidence.recorded').length;
      first += batch.length;
    }
  }

  let pending: EventOperation[] = [];
  let lastMs = timeline.operations[0]?.atMs ?? 0;
  for (const operation of timeline.operations) {
    if (pace.speed !== undefined && operation.atMs > lastMs) {
      await post(pending.splice(0));
      const gapMs = (operation.atMs - lastMs) / pace.speed;
      if (gapMs > pace.longestPauseMs) report.shortenedPauses++;
      await pace.pause(Math.min(gapMs, pace.longestPauseMs));
    }
    lastMs = operation.atMs;
    if (operation.type === 'event') {
      pending.push(operation);
      continue;
    }
    await post(pending);
    pending = [];
    const options = keyed(operation.key);
    if (operation.type === 'checkpoint') {
      const raised = client.checkpoints.create(investigation.id, operation.input, options);
      const { state } = await at(operation.place, raised);
      if (state !== 'released') {
        throw new PlayRefused(
          operation.place,
          new Error(`its stop point is ${state}, not history`),
        );
      }
      report.checkpoints++;
    } else {
      try {
        await client.actions.propose(investigation.id, operation.input, options);
        report.actions++;
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw new PlayRefused(operation.place, error);
        report.refusals.push({ place: operation.place, message: error.message });
        pending.push(noteOf(operation, error));
      }
    }
  }
  await post(pending);
  return report;
}

/** What the room shows in the place of an action that the server would not take. */
function noteOf(operation: ActionOperation, error: ApiProblem): EventOperation {
  const { title, command } = operation.input;
  const why = error.problem.detail ?? error.slug;
  const text = `A recorded change is not among the actions. ${why}\n\n${title}\n${JSON.stringify(command)}`;
  return {
    type: 'event',
    atMs: operation.atMs,
    place: operation.place,
    event: {
      id: `${operation.key}.refused`,
      kind: 'note.added',
      at: new Date(operation.atMs).toISOString(),
      text: text.slice(0, 20_000),
    },
  };
}

/** The event of a refused batch that was meant: named by its place, as `events.3.at`, or its id. */
function offenderOf(error: unknown, batch: EventOperation[]): EventOperation | undefined {
  const path = error instanceof ApiProblem ? error.problem.errors?.[0]?.path : undefined;
  const place = /^events\.(\d+)/.exec(path ?? '')?.[1];
  return batch.find((operation) => operation.event.id === path) ?? batch[Number(place ?? 0)];
}
