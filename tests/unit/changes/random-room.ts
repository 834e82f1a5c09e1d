import {
  type Arbitrary,
  array,
  constant,
  constantFrom,
  double,
  integer,
  oneof,
  option,
  record,
  tuple,
} from 'fast-check';
import { foldPast } from '@/lib/live/past';
import { incidentProjection } from '@/lib/incidents/fold';
import { foldInto, listed, type Tables } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';
import { contents } from '../pages/samples';
import { ANN, created, eventAt, evidenceAt, INCIDENT, instantAt } from '../room/room-sample';

const id = constantFrom('a', 'b', 'c');
const sure = double({ min: 0, max: 1, noNaN: true });
type Made = (seq: number) => StoredEvent;
const byAnn = { actor: ANN };

const claimEvent: Arbitrary<Made> = oneof(
  tuple(id, sure).map(
    ([claim, confidence]) =>
      (seq: number) =>
        eventAt(seq, 'hypothesis.proposed', {
          hypothesis: { id: claim, statement: `claim ${claim}`, confidence },
        }),
  ),
  record({
    hypothesisId: id,
    confidence: option(sure, { nil: undefined }),
    status: constantFrom('open', 'supported', 'refuted', undefined),
    because: array(id, { maxLength: 2 }),
  }).map((payload) => (seq: number) => eventAt(seq, 'hypothesis.revised', payload)),
  tuple(id, id, constantFrom('supports', 'contradicts')).map(
    ([hypothesisId, evidenceId, relation]) =>
      (seq: number) =>
        eventAt(seq, 'hypothesis.linked', { hypothesisId, evidenceId, relation, weight: 0.5 }),
  ),
  tuple(id, constantFrom('hypothesis.refuted', 'hypothesis.reinstated')).map(
    ([hypothesisId, kind]) =>
      (seq: number) =>
        eventAt(seq, kind, { hypothesisId, reason: 'Looked.' }, byAnn),
  ),
);

const stopEvent: Arbitrary<Made> = oneof(
  id.map(
    (name) => (seq: number) =>
      eventAt(seq, 'checkpoint.requested', {
        checkpoint: `chk_${name}`,
        incidentId: INCIDENT,
        stage: 'evidence',
        summary: 'Enough.',
        hypothesisId: null,
        evidenceRoot: 'f'.repeat(64),
        evidenceCount: 1,
        expiresAt: instantAt(600),
        raised: null,
      }),
  ),
  tuple(id, constantFrom('release', 'return', 'stop')).map(
    ([name, decision]) =>
      (seq: number) =>
        eventAt(
          seq,
          'checkpoint.decided',
          {
            checkpoint: `chk_${name}`,
            stage: 'evidence',
            hypothesisId: null,
            decision,
            reason: null,
            instruction: null,
            budget: null,
          },
          byAnn,
        ),
  ),
);

const actionEvent: Arbitrary<Made> = oneof(
  id.map(
    (name) => (seq: number) =>
      eventAt(seq, 'action.proposed', {
        action: `act_${name}`,
        version: 1,
        digest: 'd',
        contents: contents(),
        expiresAt: instantAt(600),
      }),
  ),
  tuple(id, constantFrom('approved', 'rejected', 'pending_approval')).map(
    ([name, state]) =>
      (seq: number) =>
        eventAt(
          seq,
          'action.decided',
          {
            action: `act_${name}`,
            version: 1,
            digest: 'd',
            decisionId: `dec_${seq}`,
            decision: state === 'rejected' ? 'reject' : 'approve',
            state,
            reason: null,
            viewDigest: null,
          },
          byAnn,
        ),
  ),
  tuple(id, constantFrom('recovered', 'not_recovered')).map(
    ([name, status]) =>
      (seq: number) =>
        eventAt(seq, 'verification.reported', {
          action: `act_${name}`,
          version: 1,
          execution: 'exe_1',
          status,
        }),
  ),
);

const otherEvent: Arbitrary<Made> = oneof(
  id.map((item) => (seq: number) => evidenceAt(seq, `${item}${seq}`, `item ${seq}`)),
  tuple(id, constantFrom('key', 'red-herring', 'clear')).map(
    ([evidenceId, flag]) =>
      (seq: number) =>
        eventAt(seq, 'evidence.flagged', { evidenceId, flag, reason: null }, byAnn),
  ),
  constantFrom('pause', 'resume', 'steer').map(
    (control) => (seq: number) =>
      eventAt(
        seq,
        'directive.given',
        {
          directive: `dir_${seq}`,
          control,
          instruction: null,
          reason: null,
          checkpoint: null,
        },
        byAnn,
      ),
  ),
  constant((seq: number) => eventAt(seq, 'something.unheard_of', { masked: 1 })),
);

/** A proposal of an id that is there already replaces nothing in a real log: it is refused. */
function once(events: StoredEvent[]): StoredEvent[] {
  const seen = new Set<string>();
  return events.map((event) => {
    const { hypothesis, checkpoint, action } = event.payload as {
      hypothesis?: { id: string };
      checkpoint?: string;
      action?: string;
    };
    const made =
      (event.kind === 'hypothesis.proposed' && hypothesis?.id) ||
      (event.kind === 'checkpoint.requested' && checkpoint) ||
      (event.kind === 'action.proposed' && action);
    if (!made) return event;
    if (seen.has(made)) return eventAt(event.seq, 'note.added', { text: 'again' });
    seen.add(made);
    return event;
  });
}

/** A run that does anything that a room tells of, whether or not it makes sense. */
export const randomRun: Arbitrary<StoredEvent[]> = array(
  oneof(claimEvent, stopEvent, actionEvent, otherEvent),
  { maxLength: 40 },
).map((made) => once([created(), ...made.map((make, place) => make(place + 2))]));

const incidentEvent: Arbitrary<Made> = oneof(
  record(
    {
      status: constantFrom('open', 'mitigated', 'resolved'),
      severity: constantFrom('sev1', 'sev2', 'sev3'),
      commanderId: constantFrom(ANN.id, 'usr_bob', null),
    },
    { requiredKeys: [] },
  ).map((changes) => (seq: number) => onIncident(seq, 'incident.changed', { changes })),
);

const onIncident = (seq: number, kind: string, payload: Record<string, unknown>): StoredEvent =>
  eventAt(seq, kind, payload, { stream: INCIDENT, actor: ANN });

export const opened = onIncident(1, 'incident.opened', {
  title: 'Checkout fails',
  summary: null,
  severity: 'sev2',
  service: 'checkout',
  environment: 'production',
  outageClass: null,
  startedAt: instantAt(0),
  groupKey: null,
  alerts: [],
  clock: 'live',
});

export const randomIncident: Arbitrary<StoredEvent[]> = array(incidentEvent, {
  maxLength: 12,
}).map((made) => [opened, ...made.map((make, place) => make(place + 2))]);

/** A list with two places in it, the earlier first. */
export const cutTwice = (all: Arbitrary<StoredEvent[]>) =>
  all.chain((events) => {
    const place = integer({ min: 1, max: events.length });
    return tuple(constant(events), place, place).map(
      ([of, a, b]) => [of, Math.min(a, b), Math.max(a, b)] as const,
    );
  });

const incidents = [listed(incidentProjection)];

/** What a room folds to, in the order in which its events are given. */
export function roomTables(events: readonly StoredEvent[]): Tables {
  const tables: Tables = new Map();
  for (const event of events) foldInto(tables, incidents, event);
  return foldPast(tables, [...events]);
}
