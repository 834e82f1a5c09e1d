import { factsOf, type RunFacts } from '@/components/incident/run-facts';
import { budgets as budgetsOf } from '@/lib/policies/schema';
import type { IncidentRow } from '@/lib/incidents/schema';
import { foldRoom } from '@/lib/live/fold';
import type { RoomState } from '@/lib/live/room-state';
import type { StoredEvent } from '@/lib/log/schema';

export const INCIDENT = 'inc_1';
export const RUN = 'inv_1';

const START = Date.parse('2026-05-04T14:00:00.000Z');
export const instantAt = (second: number): string => new Date(START + second * 1000).toISOString();

const AGENT = { type: 'agent', id: 'agt_1', name: 'Scout' } as const;
export const ANN = { type: 'person', id: 'usr_ann', name: 'Ann' } as const;

export const incident: IncidentRow = {
  id: INCIDENT,
  title: 'Error rate above 5 %',
  summary: null,
  severity: 'sev2',
  service: 'checkout',
  environment: 'production',
  outageClass: null,
  status: 'open',
  clock: 'live',
  commanderId: null,
  openedBy: { type: 'system', id: 'alertmanager', name: 'Alertmanager' },
  startedAt: instantAt(0),
  openedAt: instantAt(0),
  updatedAt: instantAt(0),
  endedAt: null,
  mergedInto: null,
  mergedVia: null,
  splitFrom: null,
  groupKey: null,
  groupKeys: [],
  apartFrom: [],
  alerts: [],
};

/** An event of a stream; `seq` is also its second after the start. */
export function eventAt(
  seq: number,
  kind: string,
  payload: Record<string, unknown> = {},
  more: Partial<StoredEvent> = {},
): StoredEvent {
  const at = instantAt(seq);
  const envelope = { stream: RUN, seq, id: `ev${seq}`, kind, actor: AGENT, at, recordedAt: at };
  return { ...envelope, hash: 'h', payload, ...more };
}

const budgets = budgetsOf.parse({
  wallClockMs: 3_600_000,
  toolCalls: 100,
  evidenceItems: 100,
  repeatedQueries: 25,
});

export const created = (clock: 'live' | 'imported' = 'live'): StoredEvent =>
  eventAt(1, 'investigation.created', {
    incidentId: INCIDENT,
    agentId: AGENT.id,
    service: 'checkout',
    environment: 'production',
    goal: null,
    mode: 'propose',
    clock,
    budgets,
    policy: { id: 'pol_default', version: 1 },
  });

export const evidenceAt = (seq: number, id: string, title: string, step?: string): StoredEvent =>
  eventAt(seq, 'evidence.recorded', {
    evidence: {
      id,
      source: 'logs',
      title,
      service: 'checkout',
      environment: 'production',
      ...(step ? { step } : {}),
      body: { format: 'log' },
    },
    digest: 'd',
    isLater: false,
  });

export const proposedAt = (seq: number, id: string, statement: string, confidence?: number) =>
  eventAt(seq, 'hypothesis.proposed', {
    hypothesis: { id, statement, ...(confidence === undefined ? {} : { confidence }) },
  });

export const linkedAt = (
  seq: number,
  hypothesisId: string,
  evidenceId: string,
  relation: 'supports' | 'contradicts',
  weight?: number,
) =>
  eventAt(seq, 'hypothesis.linked', {
    hypothesisId,
    evidenceId,
    relation,
    ...(weight === undefined ? {} : { weight }),
  });

export const stopAt = (seq: number, stage: 'evidence' | 'commitment', hypothesisId?: string) =>
  eventAt(seq, 'checkpoint.requested', {
    checkpoint: `chk_${seq}`,
    incidentId: INCIDENT,
    stage,
    summary: 'Enough, I think.',
    hypothesisId: hypothesisId ?? null,
    evidenceRoot: 'f'.repeat(64),
    evidenceCount: 2,
    expiresAt: instantAt(600),
    raised: null,
  });

export const emptyRoom: RoomState = {
  incident,
  commander: null,
  service: null,
  survivor: null,
  parts: [],
  rights: {},
  incidentEvents: [],
  runs: [],
  asOf: null,
};

/** A room folded from events as the browser does it. */
export const roomOf = (events: StoredEvent[], room = emptyRoom): RoomState =>
  foldRoom(room, events).state;

/** The facts of the one run that these events make; they are numbered anew from 1. */
export function factsFrom(events: StoredEvent[]): RunFacts {
  const [run] = roomOf(events.map((event, index) => ({ ...event, seq: index + 1 }))).runs;
  const facts = run && factsOf(run);
  if (!facts) throw new Error('These events begin no investigation.');
  return facts;
}
