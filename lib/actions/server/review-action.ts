import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import type { ActionOut } from '@/lib/actions/output';
import type { ReviewInput } from '@/lib/actions/schema';
import { actionNow, demandOnAction, holdAction, rootsOf } from '@/lib/actions/server/hold-action';
import { showAction } from '@/lib/actions/server/show-action';
import { APPROVALS } from '@/lib/actions/server/topics';
import { Conflict, Forbidden } from '@/lib/errors';
import { write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * Afterwards, whether the glass had to be broken, by somebody who did not break it.
 * @throws NotFound, Forbidden `separation-of-duties`; Conflict `nothing-to-review`, `already-decided`
 */
export async function reviewAction(
  ctx: Ctx,
  { actionId, finding, ...input }: ReviewInput & { actionId: string },
): Promise<ActionOut> {
  const hidden = maskSecrets(input.reason);
  return write(ctx, async (tx) => {
    const { investigationId } = await rootsOf(tx, actionId);
    const { action, investigation } = await holdAction(tx, actionId, investigationId);
    demandOnAction(ctx.actor, 'action.review', action, investigation.agentId);
    if (!action.glassBroken) {
      throw new Conflict(
        'nothing-to-review',
        'Nobody broke the glass for this. Nothing was changed.',
      );
    }
    if (action.review) {
      const { by } = action.review;
      throw new Conflict('already-decided', `${by.name} has reviewed this. Nothing was changed.`);
    }
    const broke = action.decisions.some(
      ({ by, brokeGlass }) => by.id === ctx.actor.id && brokeGlass !== null,
    );
    if (broke) {
      throw new Forbidden('You broke the glass; somebody else reviews it.', 'separation-of-duties');
    }
    const { version } = action;
    const payload = { action: actionId, version, finding, reason: hidden.value };
    await tx.append(investigationId, [
      { kind: 'action.reviewed', payload: { ...payload, ...maskedCount(hidden) } },
    ]);
    tx.nudge(APPROVALS);
    return showAction(tx, await actionNow(tx, actionId));
  });
}
