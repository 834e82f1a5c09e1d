import 'server-only';
import { actionProjection } from '@/lib/actions/fold';
import type { ActionRow } from '@/lib/actions/schema';
import { APPROVALS } from '@/lib/actions/server/topics';
import { agentProjection } from '@/lib/agents/fold';
import { standingFault } from '@/lib/agents/rules';
import type { Due } from '@/lib/expiry/server/due';
import { executionProjection, grantProjection } from '@/lib/grants/fold';
import type { GrantRow } from '@/lib/grants/schema';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { checkpointProjection } from '@/lib/investigations/fold-held';
import type { Draft } from '@/lib/log/append';
import type { Tx } from '@/lib/log/write';

const isOver = (instant: string, now: Date): boolean => Date.parse(instant) <= now.getTime();

/** Nobody decided a stop point: the investigation pauses, which no one may take for a release. */
async function checkpointDrafts(tx: Tx, id: string, now: Date): Promise<Draft[]> {
  const row = await tx.row(checkpointProjection, id);
  if (row?.state !== 'waiting' || !isOver(row.expiresAt, now)) return [];
  return [{ kind: 'checkpoint.expired', payload: { checkpoint: id, stage: row.stage } }];
}

async function actionDrafts(tx: Tx, id: string, now: Date): Promise<Draft[]> {
  const row = await tx.row(actionProjection, id);
  if (row?.state !== 'pending_approval' || !isOver(row.expiresAt, now)) return [];
  const payload = { action: id, version: row.version, reason: 'Nobody decided in time.' };
  return [{ kind: 'action.expired', payload }];
}

/**
 * Why nobody redeemed a grant, as far as it is known here. It stands in the leaf as it is, so it
 * names nobody and quotes nothing: what a refusal said is with the refusal.
 */
async function whyUnredeemed(tx: Tx, { refusals }: ActionRow, grant: GrantRow, now: Date) {
  const late = 'The grant was not redeemed in time';
  const executor = await tx.row(agentProjection, grant.executorId);
  const fault = executor && standingFault(executor, now);
  if (fault) return `${late}: its executor ${fault}.`;
  const wasRefused = refusals.some(({ at }) => at >= grant.issuedAt);
  return wasRefused
    ? `${late}: its executor was refused.`
    : `${late}. Check that its executor runs and reaches this server.`;
}

/** An approval that no executor used in time is used up: the action has to be proposed again. */
async function grantDrafts(tx: Tx, id: string, now: Date): Promise<Draft[]> {
  const grant = await tx.row(grantProjection, id);
  if (grant?.state !== 'minted' || !isOver(grant.expiresAt, now)) return [];
  const { actionId } = grant;
  const expired: Draft = { kind: 'grant.expired', payload: { grant: id, action: actionId } };
  const action = await tx.row(actionProjection, actionId);
  if (action?.state !== 'approved' || action.grantId !== id) return [expired];
  const reason = await whyUnredeemed(tx, action, grant, now);
  const payload = { action: actionId, version: action.version, reason };
  return [expired, { kind: 'action.expired', payload }];
}

async function executionDrafts(tx: Tx, id: string, now: Date): Promise<Draft[]> {
  const row = await tx.row(executionProjection, id);
  if (row?.state !== 'executing' || !isOver(row.leaseExpiresAt, now)) return [];
  return [{ kind: 'execution.lost', payload: { execution: id, action: row.actionId } }];
}

const DRAFTS = {
  checkpoint: checkpointDrafts,
  action: actionDrafts,
  grant: grantDrafts,
  execution: executionDrafts,
};

/**
 * Ends one thing whose time is over, if under the lock that is still so: a decision, a redemption
 * or a renewal that came first stands.
 * @returns whether it was ended
 */
export async function expire(tx: Tx, { kind, id, investigationId }: Due): Promise<boolean> {
  const { now } = await tx.lock(investigationId);
  const drafts = await DRAFTS[kind](tx, id, now);
  if (drafts.length === 0) return false;
  await tx.append(investigationId, drafts);
  tx.nudge(kind === 'checkpoint' ? INCIDENTS : APPROVALS);
  return true;
}
