import 'server-only';
import { actionProjection } from '@/lib/actions/fold';
import type { ActionRow } from '@/lib/actions/schema';
import { weighAction } from '@/lib/actions/server/weigh-action';
import { ownersOf } from '@/lib/agents/server/owners-of';
import { executionProjection } from '@/lib/grants/fold';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import { investigationProjection } from '@/lib/investigations/fold';
import { checkpointProjection } from '@/lib/investigations/fold-held';
import type { CheckpointRow, InvestigationRow } from '@/lib/investigations/schema';
import type { Tx } from '@/lib/log/write';
import type { Matter } from '@/lib/notices/rules';
import { isSaidKind } from '@/lib/notices/schema';
import type { DueMatter } from '@/lib/notices/server/find-matters';
import { loadSaid } from '@/lib/notices/server/load-said';
import { type LoadedMatter, placesOf } from '@/lib/notices/server/loaded-matter';
import type { Cause } from '@/lib/notices/words';
import { stricterRequirements } from '@/lib/policies/asked';
import type { Requirements } from '@/lib/policies/schema';
import { termsFor } from '@/lib/policies/server/terms-for';

const approvers = (action: ActionRow, isCounted: (version: number) => boolean): string[] =>
  action.decisions
    .filter(
      ({ decision, by, version }) =>
        decision === 'approve' && by.type === 'person' && isCounted(version),
    )
    .map(({ by }) => by.id);

/** How it went wrong, in our own terms: what executors and agents said of it is theirs. */
async function causeOf(tx: Tx, kind: DueMatter['kind'], action: ActionRow): Promise<Cause | null> {
  if (kind === 'settlement') return { what: 'executor_silent' };
  if (kind === 'unredeemed') {
    return { what: action.refusals.length > 0 ? 'executor_refused' : 'not_picked_up' };
  }
  if (kind === 'not_recovered') {
    const by = action.verification?.by.type;
    return { what: 'not_recovered', by: by === 'executor' || by === 'person' ? by : 'agent' };
  }
  if (kind !== 'failed') return null;
  const execution = await tx.row(executionProjection, action.executionId ?? '');
  const code = execution?.exitCode ?? null;
  return code === null ? { what: 'reported_failed' } : { what: 'exit_code', code };
}

async function matterOfAction(
  due: DueMatter,
  action: ActionRow,
  incident: IncidentRow,
  investigation: InvestigationRow,
  requirements: Requirements,
): Promise<Matter> {
  const { service, environment, version } = action;
  const on = { service, environment, commanderId: incident.commanderId };
  const signedBy = approvers(action, (of) => of === version);
  switch (due.kind) {
    case 'signature':
      return {
        kind: 'signature',
        ...on,
        proposedAt: action.proposedAt,
        requirements,
        behind: {
          ownerIds: await ownersOf(action.proposerId),
          steeredBy: investigation.steeredBy,
        },
        signedBy,
        signedEarlier: approvers(action, (of) => of < version),
      };
    case 'settlement':
    case 'unredeemed':
    case 'failed':
    case 'not_recovered':
      return { kind: due.kind, ...on, signedBy };
    default:
      return { kind: 'undecided', ...on };
  }
}

async function loadAction(tx: Tx, due: DueMatter): Promise<LoadedMatter | undefined> {
  const action = await tx.row(actionProjection, due.id);
  if (!action || action.version !== due.version) return undefined;
  const incident = await tx.row(incidentProjection, action.incidentId);
  const investigation = await tx.row(investigationProjection, action.investigationId);
  if (!incident || !investigation) return undefined;
  const { ruling } = await weighAction(tx, investigation, action.contents);
  const { investigationId, incidentId, version, service } = action;
  const now = ruling.terms.requirements;
  const requirements = stricterRequirements(action.contents.requirements, now);
  return {
    matter: await matterOfAction(due, action, incident, investigation, requirements),
    ladder: ruling.terms.escalation,
    about: {
      key: `${due.kind}/${action.id}/${version}`,
      kind: due.kind,
      actionId: action.id,
      checkpointId: null,
      investigationId,
      incidentId,
      version,
      service,
    },
    facts: {
      kind: due.kind,
      ...(await placesOf(tx, action)),
      severity: incident.severity,
      act: action.kind,
      stage: null,
      risk: action.risk,
      until: due.kind === 'signature' ? new Date(action.expiresAt) : null,
      cause: await causeOf(tx, due.kind, action),
    },
    path: `/approvals/${encodeURIComponent(action.id)}`,
  };
}

async function loadCheckpoint(tx: Tx, due: DueMatter): Promise<LoadedMatter | undefined> {
  const point: CheckpointRow | undefined = await tx.row(checkpointProjection, due.id);
  if (!point) return undefined;
  const incident = await tx.row(incidentProjection, point.incidentId);
  const investigation = await tx.row(investigationProjection, point.investigationId);
  if (!incident || !investigation) return undefined;
  const { terms } = await termsFor(tx, investigation);
  const { investigationId, incidentId } = point;
  const { service, environment } = investigation;
  const on = { service, environment, commanderId: incident.commanderId };
  const isWaiting = due.kind === 'stop_point';
  return {
    matter: isWaiting
      ? { kind: 'stop_point', ...on, releaser: terms.releaser }
      : { kind: 'undecided', ...on },
    ladder: terms.escalation,
    about: {
      key: `${due.kind}/${point.id}`,
      kind: due.kind,
      actionId: null,
      checkpointId: point.id,
      investigationId,
      incidentId,
      version: null,
      service,
    },
    facts: {
      kind: due.kind,
      ...(await placesOf(tx, investigation)),
      severity: incident.severity,
      act: null,
      stage: point.stage,
      risk: null,
      until: isWaiting ? new Date(point.expiresAt) : null,
      cause: null,
    },
    path: `/incidents/${encodeURIComponent(incidentId)}`,
  };
}

/** What a due matter is about; undefined where it is not any more what it was when it was found. */
export const loadMatter = (tx: Tx, due: DueMatter): Promise<LoadedMatter | undefined> => {
  if (isSaidKind(due.kind)) return loadSaid(tx, due.kind, due.id);
  return due.version === null ? loadCheckpoint(tx, due) : loadAction(tx, due);
};
