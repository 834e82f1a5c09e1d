import type { actionPayloads } from '@/lib/actions/schema';
import {
  type InvestigationRow,
  investigationRow,
  type serverPayloads,
  type storedPayloads,
} from '@/lib/investigations/schema';
import { type EventOf, eventOf, projection } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';

type Kinds = typeof storedPayloads & typeof serverPayloads & typeof actionPayloads;

type Decided = Extract<EventOf<Kinds>, { kind: 'checkpoint.decided' }>['payload'];

/** Minutes of activity kept for the floor's spark line. */
const ACTIVITY_MINUTES = 30;

function countActivity(activity: InvestigationRow['activity'], recordedAt: string) {
  const minute = Math.floor(Date.parse(recordedAt) / 60_000);
  const last = activity.at(-1);
  if (last?.[0] === minute) {
    return [...activity.slice(0, -1), [minute, last[1] + 1] as [number, number]];
  }
  return [...activity, [minute, 1] as [number, number]].slice(-ACTIVITY_MINUTES);
}

/** Any kind may carry secrets that were masked before it was stored. */
const maskedIn = ({ payload }: StoredEvent): number =>
  typeof payload.masked === 'number' ? payload.masked : 0;

/**
 * A raised stop point leaves the stage as it is. Whoever lets go, or asks for more, gives a budget
 * once more, and takes the drift as it is now for seen.
 */
function afterRaised(
  row: InvestigationRow,
  { stage, budget }: Pick<Decided, 'stage' | 'budget'>,
): InvestigationRow {
  if (stage === 'drift') return { ...row, driftLetGoAt: row.drift?.score ?? null };
  if (budget === null) return row;
  return { ...row, budgetLetGoAt: { ...row.budgetLetGoAt, [budget.name]: budget.used } };
}

/** What a decision on a stop point does to its investigation. */
function afterDecision(row: InvestigationRow, payload: Decided, endedAt: string): InvestigationRow {
  const held = { ...row, checkpointId: null };
  if (payload.decision === 'stop') return { ...held, status: 'stopped', endedAt };
  if (payload.stage === 'budget' || payload.stage === 'drift') {
    return afterRaised({ ...held, status: 'running' }, payload);
  }
  if (payload.decision === 'return') {
    const stage = payload.stage === 'evidence' ? 'gathering' : 'hypothesizing';
    return { ...held, status: 'running', stage };
  }
  if (payload.stage === 'evidence') return { ...held, status: 'running', stage: 'hypothesizing' };
  const committedHypothesisId = payload.hypothesisId;
  return { ...held, status: 'running', stage: 'proposing', committedHypothesisId };
}

const repeatedWith = (
  row: InvestigationRow,
  { payload }: { payload: { repeats?: true | undefined } },
) => row.repeatedCount + (payload.repeats ? 1 : 0);

function foldKind(row: InvestigationRow, event: EventOf<Kinds>): InvestigationRow {
  switch (event.kind) {
    case 'step.started':
      return { ...row, stepCount: row.stepCount + 1, repeatedCount: repeatedWith(row, event) };
    case 'evidence.recorded': {
      const evidenceCount = row.evidenceCount + 1;
      return { ...row, evidenceCount, repeatedCount: repeatedWith(row, event) };
    }
    case 'drift.measured': {
      const drift = { ...event.payload, seq: event.seq, measuredAt: event.recordedAt };
      const isBelow = drift.score < drift.threshold;
      return { ...row, drift, driftLetGoAt: isBelow ? null : row.driftLetGoAt };
    }
    case 'write.refused':
      return { ...row, refusedWriteCount: row.refusedWriteCount + event.payload.added };
    case 'hypothesis.proposed':
      return { ...row, hypothesisCount: row.hypothesisCount + 1 };
    case 'scope.violated':
      return { ...row, violationCount: row.violationCount + 1 };
    case 'checkpoint.requested':
      return { ...row, status: 'waiting', checkpointId: event.payload.checkpoint };
    case 'checkpoint.decided':
      return afterDecision(row, event.payload, event.recordedAt);
    case 'checkpoint.expired':
      return { ...row, status: 'paused' };
    case 'directive.given': {
      const { control } = event.payload;
      const steeredBy =
        control === 'steer' && !row.steeredBy.includes(event.actor.id)
          ? [...row.steeredBy, event.actor.id]
          : row.steeredBy;
      if (control === 'pause') return { ...row, status: 'paused' };
      // Paused before a stop point, it stands there again: a resume is no release.
      if (control === 'resume') return { ...row, status: row.checkpointId ? 'waiting' : 'running' };
      if (control === 'stop') {
        return { ...row, status: 'stopped', checkpointId: null, endedAt: event.recordedAt };
      }
      return { ...row, steeredBy };
    }
    case 'investigation.concluded': {
      const { outcome, summary } = event.payload;
      return { ...row, status: 'concluded', outcome, summary, endedAt: event.recordedAt };
    }
    default:
      return row;
  }
}

export const investigationProjection = projection<InvestigationRow>({
  name: 'investigation',
  key: 'id',
  row: investigationRow,
  keysOf: (event) => (event.stream.startsWith('inv_') ? [event.stream] : []),
  fold(row, stored) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'investigation.created') {
      return {
        id: event.stream,
        ...event.payload,
        status: 'running',
        stage: 'gathering',
        checkpointId: null,
        committedHypothesisId: null,
        steeredBy: event.actor.type === 'person' ? [event.actor.id] : [],
        startedAt: event.recordedAt,
        lastEventAt: event.recordedAt,
        endedAt: null,
        outcome: null,
        summary: null,
        lastSeq: event.seq,
        stepCount: 0,
        evidenceCount: 0,
        hypothesisCount: 0,
        violationCount: 0,
        maskedCount: 0,
        repeatedCount: 0,
        refusedWriteCount: 0,
        drift: null,
        driftLetGoAt: null,
        budgetLetGoAt: {},
        activity: countActivity([], event.recordedAt),
      };
    }
    if (!row) return undefined;
    return {
      ...foldKind(row, event),
      lastSeq: event.seq,
      lastEventAt: event.recordedAt,
      maskedCount: row.maskedCount + maskedIn(stored),
      activity: countActivity(row.activity, event.recordedAt),
    };
  },
});
