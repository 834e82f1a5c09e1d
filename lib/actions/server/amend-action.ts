import 'server-only';
import { type Ctx, isAgent } from '@/lib/access/actor';
import { demandOpen, demandProposing } from '@/lib/actions/rules';
import type { ActionOut } from '@/lib/actions/output';
import type { ProposeActionInput } from '@/lib/actions/schema';
import { approveByPolicy } from '@/lib/actions/server/act-alone';
import { actionNow, demandOnAction, holdAction, rootsOf } from '@/lib/actions/server/hold-action';
import { prepareContents } from '@/lib/actions/server/prepare-contents';
import { demandInScope, markingViolations } from '@/lib/actions/server/scope-refusal';
import { showAction } from '@/lib/actions/server/show-action';
import { APPROVALS } from '@/lib/actions/server/topics';
import { revokedGrant } from '@/lib/actions/server/void-actions';
import { weighAction } from '@/lib/actions/server/weigh-action';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { Forbidden } from '@/lib/errors';
import { demandUnfrozen, holdOffFreezes } from '@/lib/freeze/server/unfrozen';
import { demandRunning } from '@/lib/investigations/rules';
import { write } from '@/lib/log/write';
import { holdPolicy } from '@/lib/policies/server/current-policy';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * Replaces a proposal that was not redeemed by a new version, which starts without approvals; a
 * grant of the old one is revoked.
 * @throws as proposing does; Conflict also for an action past changing.
 */
export async function amendAction(
  ctx: Ctx,
  { actionId, ...posted }: ProposeActionInput & { actionId: string },
): Promise<ActionOut> {
  const { actor } = ctx;
  if (!isAgent(actor)) throw new Forbidden('Only the agent that proposed this can change it.');
  const hidden = maskSecrets<ProposeActionInput>(posted);
  const input = hidden.value;
  return markingViolations(ctx, () =>
    write(ctx, async (tx) => {
      await holdOffFreezes(tx);
      await demandLiveAgent(tx, actor);
      const { investigationId } = await rootsOf(tx, actionId);
      const { action, investigation, now } = await holdAction(tx, actionId, investigationId);
      demandOnAction(actor, 'action.amend', action, investigation.agentId);
      demandInScope(actor, input, investigationId);
      demandRunning(investigation);
      await holdPolicy(tx, investigation.policy);
      const weighed = await weighAction(tx, investigation, input);
      demandProposing(investigation, weighed.ruling.terms.mode);
      const touched = [investigation.service, input.target.service];
      const unfrozen = await demandUnfrozen(tx, actor, touched, 'Nothing was changed.');
      demandOpen(action, now);
      const version = action.version + 1;
      const proposal = {
        id: actionId,
        version,
        input,
        investigation,
        proposer: actor,
        now,
        weighed,
      };
      const prepared = await prepareContents(tx, proposal);
      const payload = { action: actionId, version, ...prepared, ...maskedCount(hidden) };
      await tx.append(investigationId, [
        ...revokedGrant(action, 'The proposal was changed after it was approved.'),
        { kind: 'action.amended', payload },
      ]);
      await approveByPolicy(tx, actionId, investigation, weighed, now, unfrozen);
      tx.nudge(APPROVALS);
      return showAction(tx, await actionNow(tx, actionId));
    }),
  );
}
