import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { breakersNeeded, toBreak } from '@/lib/actions/break-glass';
import { signsAs } from '@/lib/actions/eligibility';
import { decide } from '@/lib/actions/rules';
import type { ActionOut } from '@/lib/actions/output';
import type { DecideActionInput } from '@/lib/actions/decision-input';
import { couldSign } from '@/lib/actions/server/could-sign';
import {
  actionNow,
  demandOnAction,
  holdAction,
  holdDecisions,
  rootsOf,
} from '@/lib/actions/server/hold-action';
import { keepView } from '@/lib/actions/server/keep-view';
import { approverIds, lockPeople } from '@/lib/actions/server/lock-people';
import { discreditedPasskeys, proveDecision } from '@/lib/actions/server/prove-decision';
import { showAction } from '@/lib/actions/server/show-action';
import { APPROVALS, grantsTopic } from '@/lib/actions/server/topics';
import { weighAction } from '@/lib/actions/server/weigh-action';
import { lockBranch } from '@/lib/agents/server/lock-branch';
import { Forbidden } from '@/lib/errors';
import { demandUnfrozen, holdOffFreezes } from '@/lib/freeze/server/unfrozen';
import { mintedGrant } from '@/lib/grants/server/mint-grant';
import { newId } from '@/lib/ids';
import type { Draft } from '@/lib/log/append';
import { type Tx, write } from '@/lib/log/write';
import { recordingCopies } from '@/lib/passkeys/server/use-passkey';
import { stricterRequirements } from '@/lib/policies/asked';
import { holdPolicy } from '@/lib/policies/server/current-policy';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * A person's approval or rejection of one version of an action. What it takes is the stricter of what
 * was bound at the proposal and of what policy asks now. The approval that completes the quorum mints
 * the grant in the same transaction, save where the investigation is a recording.
 * @throws as {@link decide} and {@link keepView} do; NotFound where the action is not theirs to know.
 */
export async function decideAction(
  ctx: Ctx,
  { actionId, ...input }: DecideActionInput & { actionId: string },
): Promise<ActionOut> {
  const { actor } = ctx;
  if (!isPerson(actor)) throw new Forbidden('Only a person can sign this.');
  const hidden = maskSecrets(input.reason || null);
  const deciding = async (tx: Tx) => {
    // A no keeps things as they are, so nothing holds it back.
    if (input.decision === 'approve') await holdOffFreezes(tx);
    await holdDecisions(tx, actionId);
    const roots = await rootsOf(tx, actionId);
    const branch = await lockBranch(tx, roots.proposerId);
    const proof = await proveDecision(tx, actor, actionId, input);
    const people = await lockPeople(tx, [actor.id, ...approverIds(roots.decisions)]);
    const { action, investigation, now } = await holdAction(tx, actionId, roots.investigationId);
    demandOnAction(actor, 'action.read', action, investigation.agentId);
    const person = people.find(({ id }) => id === actor.id);
    if (!person) throw new Forbidden('You are not known here any more.', 'not-eligible');
    const standing = { ownerIds: branch.ownerIds, steeredBy: investigation.steeredBy };
    if (input.decision === 'approve') await holdPolicy(tx, investigation.policy);
    const { ruling } = await weighAction(tx, investigation, action.contents);
    const { requirements: bound } = action.contents;
    const requirements = stricterRequirements(bound, ruling.terms.requirements);
    const breakers = input.breakGlass
      ? breakersNeeded((await couldSign(tx, action, standing, toBreak(requirements))).length)
      : undefined;
    const state = decide(
      {
        row: action,
        person,
        approvers: people,
        proposerFault: branch.fault,
        ...standing,
        breakers,
        requirements,
        proof,
        discredited: await discreditedPasskeys(tx, action),
        now,
      },
      input,
    );
    const touched = [action.service, investigation.service];
    const unfrozen =
      input.decision === 'reject'
        ? undefined
        : await demandUnfrozen(tx, actor, touched, 'Your approval was not recorded.');
    const view = await keepView(tx, action, input, now);
    const { version, digest } = action;
    const payload = {
      action: actionId,
      version,
      digest,
      decisionId: newId('dec'),
      decision: input.decision,
      state,
      reason: hidden.value,
      ...maskedCount(hidden),
      viewDigest: input.viewDigest ?? null,
      ...(breakers === undefined ? {} : { brokeGlass: breakers }),
      // As what somebody signed is said where there is more than one thing to sign as.
      ...(requirements.roles.length > 1
        ? { signedAs: signsAs(person, action, requirements).roles }
        : {}),
      ...(proof.signature ? { signature: proof.signature } : {}),
      view,
    };
    const drafts: Draft[] = [{ kind: 'action.decided', payload }];
    if (unfrozen && state === 'approved' && investigation.clock === 'live') {
      drafts.push(mintedGrant(action, now, ruling.terms.grantTtlMs, unfrozen));
      tx.nudge(grantsTopic(action.executorId));
    }
    await tx.append(action.investigationId, drafts);
    tx.nudge(APPROVALS);
    return showAction(tx, await actionNow(tx, actionId));
  };
  return recordingCopies(ctx, () => write(ctx, deciding));
}
