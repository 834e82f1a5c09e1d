import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demandOpen } from '@/lib/actions/rules';
import type { ActionOut } from '@/lib/actions/output';
import type { WithdrawActionInput } from '@/lib/actions/schema';
import { actionNow, demandOnAction, holdAction, rootsOf } from '@/lib/actions/server/hold-action';
import { showAction } from '@/lib/actions/server/show-action';
import { APPROVALS } from '@/lib/actions/server/topics';
import { revokedGrant } from '@/lib/actions/server/void-actions';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * Takes a proposal back, also while its investigation is held; a grant not yet redeemed is revoked.
 * @throws NotFound, Forbidden, Conflict for an action that is past it.
 */
export async function withdrawAction(
  ctx: Ctx,
  { actionId, ...input }: WithdrawActionInput & { actionId: string },
): Promise<ActionOut> {
  const hidden = maskSecrets(input.reason || null);
  return write(ctx, async (tx) => {
    await demandLiveAgent(tx, ctx.actor);
    const { investigationId } = await rootsOf(tx, actionId);
    const { action, investigation, now } = await holdAction(tx, actionId, investigationId);
    demandOnAction(ctx.actor, 'action.withdraw', action, investigation.agentId);
    demandOpen(action, now);
    const payload = {
      action: actionId,
      version: action.version,
      reason: hidden.value,
      ...maskedCount(hidden),
    };
    await tx.append(investigationId, [
      ...revokedGrant(action, 'The proposal was withdrawn.'),
      { kind: 'action.withdrawn', payload },
    ]);
    tx.nudge(APPROVALS);
    return showAction(tx, await actionNow(tx, actionId));
  });
}
