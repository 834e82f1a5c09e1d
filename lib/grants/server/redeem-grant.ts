import 'server-only';
import { type Ctx, type ExecutorActor, isExecutor } from '@/lib/access/actor';
import { isApprovedByPolicy } from '@/lib/actions/approved-by-policy';
import { actionProjection } from '@/lib/actions/fold';
import type { ActionOut } from '@/lib/actions/output';
import { peopleNeededFor } from '@/lib/actions/server/act-alone';
import { actionNow } from '@/lib/actions/server/hold-action';
import { approverIds, readPeople } from '@/lib/actions/server/lock-people';
import { showAction } from '@/lib/actions/server/show-action';
import { APPROVALS } from '@/lib/actions/server/topics';
import { discreditedPasskeys } from '@/lib/actions/server/prove-decision';
import { weighAction } from '@/lib/actions/server/weigh-action';
import { demandLive } from '@/lib/agents/server/live-agent';
import { branchOf } from '@/lib/agents/server/lock-branch';
import { standingLocks } from '@/lib/agents/server/standing-lock';
import { readStandings } from '@/lib/agents/server/standings';
import { Conflict, Forbidden, NotFound } from '@/lib/errors';
import { demandUnfrozen, FREEZE_LOCK } from '@/lib/freeze/server/unfrozen';
import { grantProjection, targetKey } from '@/lib/grants/fold';
import {
  alreadyRedeemed,
  demandAsExpected,
  demandRedeemable,
  demandTargetFree,
  RedemptionRefused,
} from '@/lib/grants/rules';
import type { RedeemInput } from '@/lib/grants/schema';
import { type GrantClaims, verifyGrantToken } from '@/lib/grants/server/grant-token';
import { leaseFrom } from '@/lib/grants/server/lease';
import { recordRefusal } from '@/lib/grants/server/record-refusal';
import { hypothesisKey, hypothesisProjection } from '@/lib/hypotheses/fold';
import { newId } from '@/lib/ids';
import { incidentProjection } from '@/lib/incidents/fold';
import { investigationProjection } from '@/lib/investigations/fold';
import { seize, share } from '@/lib/log/advisory';
import { type Tx, write } from '@/lib/log/write';
import { personLocks } from '@/lib/people/server/standing-lock';
import { holdPolicy } from '@/lib/policies/server/current-policy';
import { maskSecrets } from '@/lib/text/mask';

export interface Redeemed {
  executionId: string;
  action: ActionOut;
  leaseExpiresAt: string;
}

const WHAT = 'This grant';

interface Roots {
  id: string;
  actionId: string;
  investigationId: string;
  executorId: string;
  state: string;
  incidentId: string;
  hypothesisId: string;
  proposerId: string;
  decisions: unknown;
  /** The proposer and its ancestors, the root first. */
  branch: string[];
}

/** What never changes of a grant, read before any lock to know which ones to take. */
async function rootsOf(tx: Tx, { jti }: GrantClaims, executorId: string): Promise<Roots> {
  const [found] = await tx.db.$queryRaw<Roots[]>`
    WITH RECURSIVE root AS (
      SELECT g."id", g."actionId", g."investigationId", g."executorId", g."state",
             a."incidentId", a."contents"->>'hypothesisId' AS "hypothesisId", a."proposerId", a."decisions"
      FROM "grant" g JOIN "action" a ON a."id" = g."actionId" WHERE g."jti" = ${jti}
    ), branch AS (
      SELECT "id", "parentId", 0 AS depth FROM "agent"
      WHERE "id" = (SELECT "proposerId" FROM root)
      UNION ALL
      SELECT a."id", a."parentId", b.depth + 1
      FROM "agent" a JOIN branch b ON a."id" = b."parentId" WHERE b.depth < 32
    ) SELECT root.*, ARRAY(SELECT "id" FROM branch ORDER BY depth DESC) AS "branch" FROM root`;
  if (!found) throw new NotFound(WHAT);
  // Once redeemed is for ever, so a crowd that comes too late need not queue for the locks.
  if (found.state === 'redeemed' && found.executorId === executorId) throw alreadyRedeemed();
  return found;
}

/**
 * Holds off freezes, and keeps the executor, whoever proposed and whoever approved as they stand until
 * the transaction ends: the locks of these in their order, in one question.
 */
async function keepAllAsTheyStand(tx: Tx, executor: string, branch: string[], people: string[]) {
  const agents = standingLocks([executor, ...branch]);
  await share(tx, [FREEZE_LOCK, ...agents, ...personLocks(people)]);
  return {
    standings: await readStandings(tx, [executor, ...branch]),
    approvers: await readPeople(tx, people),
  };
}

/**
 * Holds the target until the transaction ends, and gives the execution that runs on it, if any.
 * Taken last, so that whoever waits for it holds nothing that its holder needs.
 */
async function runningOn(tx: Tx, key: string) {
  await seize(tx, `target\n${key}`);
  const [running] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "execution" WHERE "targetKey" = ${key} AND "state" = 'executing' LIMIT 1`;
  return running;
}

/** What the token itself says against it; after the key has been asked, as all that is refused. */
function demandFitting(claims: GrantClaims, actor: ExecutorActor, { digest }: RedeemInput): void {
  if (claims.aud !== actor.id) throw new Forbidden('This grant is meant for another executor.');
  if (claims.digest === digest) return;
  throw new Conflict('digest-mismatch', 'This grant is for another digest. Nothing was executed.');
}

async function redeemIn(tx: Tx, actor: ExecutorActor, claims: GrantClaims, input: RedeemInput) {
  demandFitting(claims, actor, input);
  const roots = await rootsOf(tx, claims, actor.id);
  const people = approverIds(roots.decisions);
  const kept = await keepAllAsTheyStand(tx, actor.id, roots.branch, people);
  demandLive(actor, kept.standings);
  if (roots.executorId !== actor.id)
    throw new Forbidden('This grant is meant for another executor.');
  const branch = branchOf(roots.proposerId, roots.branch, kept.standings);
  const { investigationId } = roots;
  const { now } = await tx.lock(investigationId);
  await tx.readAhead([
    [grantProjection, roots.id],
    [actionProjection, roots.actionId],
    [investigationProjection, investigationId],
    [incidentProjection, roots.incidentId],
    [hypothesisProjection, hypothesisKey(investigationId, roots.hypothesisId)],
  ]);
  const grant = await tx.row(grantProjection, roots.id);
  const action = await tx.row(actionProjection, roots.actionId);
  const investigation = await tx.row(investigationProjection, investigationId);
  if (!grant || !action || !investigation) throw new NotFound(WHAT);
  await holdPolicy(tx, investigation.policy);
  const weighed = await weighAction(tx, investigation, action.contents);
  demandRedeemable({
    grant,
    action,
    approvers: kept.approvers,
    ownerIds: branch.ownerIds,
    steeredBy: investigation.steeredBy,
    discredited: await discreditedPasskeys(tx, action),
    proposerFault: branch.fault,
    isInvestigationStopped: investigation.status === 'stopped',
    policy: weighed.ruling.terms.requirements,
    peopleNeeded: isApprovedByPolicy(action)
      ? await peopleNeededFor(tx, action, investigation, weighed)
      : undefined,
    now,
  });
  const { target } = action.contents;
  const touched = [target.service, investigation.service];
  await demandUnfrozen(tx, actor, touched, 'Nothing was executed.');
  demandTargetFree(await runningOn(tx, targetKey(target)));
  demandAsExpected(action, input.observed);

  const execution = newId('exe');
  const leaseExpiresAt = leaseFrom(now);
  const { observed = null } = input;
  const payload = {
    grant: grant.id,
    action: action.id,
    execution,
    target,
    observed,
    leaseExpiresAt,
  };
  await tx.append(investigationId, [{ kind: 'grant.redeemed', payload }]);
  tx.nudge(APPROVALS);
  const shown = await showAction(tx, await actionNow(tx, action.id));
  return { executionId: execution, action: shown, leaseExpiresAt };
}

/**
 * Turns a grant into the one execution that it allows, in one transaction that reads everything
 * anew under lock. A refusal that people should see is recorded by itself.
 * @throws Invalid, Forbidden, NotFound; Conflict `digest-mismatch`; RedemptionRefused
 */
export async function redeemGrant(ctx: Ctx, posted: RedeemInput): Promise<Redeemed> {
  const { actor } = ctx;
  if (!isExecutor(actor)) throw new Forbidden('Only an executor can redeem a grant.');
  const claims = await verifyGrantToken(posted.token);
  // What the action expects was masked when it was proposed, so both sides are compared masked.
  const { value: observed } = maskSecrets(posted.observed);
  const { observed: _raw, ...rest } = posted;
  const input: RedeemInput = observed === undefined ? rest : { ...rest, observed };
  try {
    return await write(ctx, (tx) => redeemIn(tx, actor, claims, input));
  } catch (error) {
    if (error instanceof RedemptionRefused && error.isOnRecord) {
      await recordRefusal(ctx, claims, error);
    }
    throw error;
  }
}
