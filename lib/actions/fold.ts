import {
  type actionPayloads,
  type ActionRow,
  actionRow,
  type ActionState,
  type ActionVersionRow,
  actionVersionRow,
} from '@/lib/actions/schema';
import type { grantPayloads } from '@/lib/grants/schema';
import type { serverPayloads } from '@/lib/investigations/schema';
import { type EventOf, eventOf, projection } from '@/lib/log/projection';

type Verdicts = Pick<typeof serverPayloads, 'verdict.given'>;
type Kinds = typeof actionPayloads & typeof grantPayloads & Verdicts;

const text = (value: unknown): value is string => typeof value === 'string';

function proposed(event: Extract<EventOf<Kinds>, { kind: 'action.proposed' }>): ActionRow {
  const { action, version, digest, contents, expiresAt } = event.payload;
  return {
    id: action,
    investigationId: event.stream,
    incidentId: contents.incidentId,
    service: contents.target.service,
    environment: contents.target.environment,
    version,
    digest,
    state: 'pending_approval',
    kind: contents.kind,
    title: contents.title,
    risk: contents.risk,
    executorId: contents.executorId,
    proposerId: contents.proposerId,
    contents,
    proposedAt: event.recordedAt,
    updatedAt: event.recordedAt,
    expiresAt,
    decisions: [],
    glassBroken: false,
    review: null,
    grantId: null,
    executionId: null,
    refusals: [],
    verification: null,
    settlement: null,
    endedReason: null,
    rollbackOf: contents.rollbackOf ?? null,
    rolledBackBy: null,
    verdict: null,
  };
}

function decided(
  row: ActionRow,
  event: Extract<EventOf<Kinds>, { kind: 'action.decided' }>,
): ActionRow {
  const { decisionId, version, decision, state, reason, viewDigest, view = null } = event.payload;
  const { brokeGlass = null, signature = null, signedAs } = event.payload;
  const made = {
    id: decisionId,
    version,
    decision,
    by: event.actor,
    reason,
    viewDigest,
    brokeGlass,
    ...(signedAs ? { signedAs } : {}),
    signature,
    view,
    at: event.recordedAt,
    seq: event.seq,
  };
  const endedReason = state === 'rejected' ? reason : row.endedReason;
  const glassBroken = row.glassBroken || (brokeGlass !== null && state === 'approved');
  return { ...row, state, endedReason, glassBroken, decisions: [...row.decisions, made] };
}

/** States that some kinds lead to, whatever else they carry. */
const LEADS_TO: Record<string, ActionState> = {
  'action.withdrawn': 'withdrawn',
  'action.expired': 'expired',
  'action.revoked': 'revoked',
  'action.rolled_back': 'rolled_back',
  'grant.redeemed': 'redeemed',
  'execution.started': 'executing',
  'execution.heartbeat': 'executing',
  'execution.output': 'executing',
  'execution.succeeded': 'succeeded',
  'execution.failed': 'failed',
  'execution.lost': 'indeterminate',
};

function foldKind(row: ActionRow, event: EventOf<Kinds>): ActionRow {
  const state = LEADS_TO[event.kind] ?? row.state;
  switch (event.kind) {
    case 'action.amended':
      return {
        ...proposed({ ...event, kind: 'action.proposed' }),
        proposedAt: row.proposedAt,
        decisions: row.decisions,
        refusals: row.refusals,
      };
    case 'action.decided':
      return decided(row, event);
    case 'action.withdrawn':
    case 'action.expired':
    case 'action.revoked':
      return { ...row, state, endedReason: event.payload.reason };
    case 'action.rolled_back':
      return { ...row, state, rolledBackBy: event.payload.by };
    case 'action.reviewed': {
      const { finding, reason } = event.payload;
      const review = { finding, reason, by: event.actor, at: event.recordedAt };
      return { ...row, review };
    }
    case 'action.settled': {
      const { outcome, reason: endedReason } = event.payload;
      const settlement = { outcome, by: event.actor, at: event.recordedAt };
      return { ...row, state: outcome, settlement, endedReason };
    }
    case 'grant.minted':
      return { ...row, grantId: event.payload.grant };
    case 'grant.redeemed':
      return { ...row, state, executionId: event.payload.execution };
    case 'grant.refused': {
      const { slug, detail } = event.payload;
      return { ...row, refusals: [...row.refusals, { slug, detail, at: event.recordedAt }] };
    }
    case 'verification.reported': {
      const { status, evidence } = event.payload;
      const verification = { status, by: event.actor, at: event.recordedAt };
      return {
        ...row,
        verification: evidence === undefined ? verification : { ...verification, evidence },
      };
    }
    case 'verdict.given': {
      const { verdict, reason } = event.payload;
      return { ...row, verdict: { verdict, reason, by: event.actor.id, at: event.recordedAt } };
    }
    default:
      return { ...row, state };
  }
}

/** Every payload of these kinds names its action, a verdict's only where it judges one. */
function actionOf(event: EventOf<Kinds>): string[] {
  const payload: { action?: unknown; actionId?: unknown } = event.payload;
  if (event.kind === 'verdict.given') return text(payload.actionId) ? [payload.actionId] : [];
  return /^(action|grant|execution|verification)\./.test(event.kind) && text(payload.action)
    ? [payload.action]
    : [];
}

export const actionProjection = projection<ActionRow>({
  name: 'action',
  key: 'id',
  row: actionRow,
  keysOf: (stored) => actionOf(eventOf<Kinds>(stored)),
  fold(row, stored) {
    const event = eventOf<Kinds>(stored);
    if (event.kind === 'action.proposed') return proposed(event);
    return row && { ...foldKind(row, event), updatedAt: event.recordedAt };
  },
});

export const actionVersionProjection = projection<ActionVersionRow>({
  name: 'action_version',
  key: 'key',
  row: actionVersionRow,
  keysOf(stored) {
    const event = eventOf<Kinds>(stored);
    return event.kind === 'action.proposed' || event.kind === 'action.amended'
      ? [`${event.payload.action}/${event.payload.version}`]
      : [];
  },
  fold(row, stored, key) {
    const event = eventOf<Kinds>(stored);
    if (event.kind !== 'action.proposed' && event.kind !== 'action.amended') return row;
    const { action, version, digest, contents } = event.payload;
    return {
      key,
      actionId: action,
      version,
      digest,
      contents,
      seq: event.seq,
      at: event.recordedAt,
    };
  },
});
