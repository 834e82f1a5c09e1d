import 'server-only';
import { type Ctx, isAgent } from '@/lib/access/actor';
import { demandProposing } from '@/lib/actions/rules';
import type { ActionOut } from '@/lib/actions/output';
import type { ProposeActionInput } from '@/lib/actions/schema';
import { approveByPolicy } from '@/lib/actions/server/act-alone';
import { actionNow } from '@/lib/actions/server/hold-action';
import { prepareContents } from '@/lib/actions/server/prepare-contents';
import { demandInScope, markingViolations } from '@/lib/actions/server/scope-refusal';
import { showAction } from '@/lib/actions/server/show-action';
import { APPROVALS } from '@/lib/actions/server/topics';
import { weighAction } from '@/lib/actions/server/weigh-action';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { Forbidden } from '@/lib/errors';
import { demandUnfrozen, holdOffFreezes } from '@/lib/freeze/server/unfrozen';
import { newId } from '@/lib/ids';
import { demandRunning } from '@/lib/investigations/rules';
import { holdInvestigation } from '@/lib/investigations/server/load';
import { recordedTime } from '@/lib/investigations/server/recorded-time';
import { write } from '@/lib/log/write';
import { holdPolicy } from '@/lib/policies/server/current-policy';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * Proposes a change, which then waits for people, unless policy approves it by itself. Its executor, risk and requirements are settled
 * now and bound by the digest.
 * @throws NotFound, OutOfScope, Conflict `waiting-at-checkpoint`, `paused`, `stopped`,
 * `stage-locked`, `mode-observe`, `no-executor`; Invalid `unknown-reference`.
 */
export async function proposeAction(
  ctx: Ctx,
  { investigationId, ...posted }: ProposeActionInput & { investigationId: string },
): Promise<ActionOut> {
  const { actor } = ctx;
  if (!isAgent(actor)) throw new Forbidden('Only an agent can propose an action.');
  const hidden = maskSecrets<ProposeActionInput>(posted);
  const input = hidden.value;
  return markingViolations(ctx, () =>
    write(ctx, async (tx) => {
      await holdOffFreezes(tx);
      await demandLiveAgent(tx, actor);
      const held = await holdInvestigation(tx, actor, 'investigation.read', investigationId);
      const { row: investigation, now } = held;
      demandInScope(actor, input, investigationId);
      demandRunning(investigation);
      await holdPolicy(tx, investigation.policy);
      const weighed = await weighAction(tx, investigation, input);
      demandProposing(investigation, weighed.ruling.terms.mode);
      const touched = [investigation.service, input.target.service];
      const unfrozen = await demandUnfrozen(tx, actor, touched, 'Nothing was proposed.');
      const id = newId('act');
      const proposal = { id, version: 1, input, investigation, proposer: actor, now, weighed };
      const prepared = await prepareContents(tx, proposal);
      const payload = { action: id, version: 1, ...prepared, ...maskedCount(hidden) };
      const at = await recordedTime(tx, investigation);
      await tx.append(investigationId, [{ kind: 'action.proposed', payload, ...at }]);
      await approveByPolicy(tx, id, investigation, weighed, now, unfrozen);
      tx.nudge(APPROVALS);
      return showAction(tx, await actionNow(tx, id));
    }),
  );
}
