import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import type { ActionOut } from '@/lib/actions/output';
import { actionNow, demandOnAction, holdAction, rootsOf } from '@/lib/actions/server/hold-action';
import { lockWithOriginal, rolledBackOriginal } from '@/lib/actions/server/rolled-back';
import { showAction } from '@/lib/actions/server/show-action';
import { APPROVALS } from '@/lib/actions/server/topics';
import { Conflict } from '@/lib/errors';
import { write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * A person's word on how an execution ended of which nothing more was heard.
 * @throws NotFound, Forbidden; Conflict `not-indeterminate`
 */
export async function settleAction(
  ctx: Ctx,
  input: { actionId: string; outcome: 'succeeded' | 'failed'; reason: string },
): Promise<ActionOut> {
  const { actionId, outcome } = input;
  const hidden = maskSecrets(input.reason);
  return write(ctx, async (tx) => {
    const { investigationId } = await rootsOf(tx, actionId);
    await lockWithOriginal(tx, actionId, investigationId);
    const { action, investigation } = await holdAction(tx, actionId, investigationId);
    demandOnAction(ctx.actor, 'action.settle', action, investigation.agentId);
    if (action.state !== 'indeterminate') {
      throw new Conflict(
        'not-indeterminate',
        'How this ended is not in doubt. Nothing was changed.',
      );
    }
    const payload = {
      action: actionId,
      version: action.version,
      outcome,
      reason: hidden.value,
      ...maskedCount(hidden),
    };
    await tx.append(investigationId, [{ kind: 'action.settled', payload }]);
    if (outcome === 'succeeded') await rolledBackOriginal(tx, action);
    tx.nudge(APPROVALS);
    return showAction(tx, await actionNow(tx, actionId));
  });
}
