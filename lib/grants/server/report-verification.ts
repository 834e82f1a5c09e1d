import 'server-only';
import type { z } from 'zod';
import { type Ctx, isAgent } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import type { ActionOut } from '@/lib/actions/output';
import { actionNow, demandOnAction, holdAction } from '@/lib/actions/server/hold-action';
import { showAction } from '@/lib/actions/server/show-action';
import { APPROVALS } from '@/lib/actions/server/topics';
import { demandLiveAgent } from '@/lib/agents/server/live-agent';
import { Conflict } from '@/lib/errors';
import { executionProjection } from '@/lib/grants/fold';
import type { verificationInput } from '@/lib/grants/schema';
import { executionRoots } from '@/lib/grants/server/report-execution';
import { demandRunning } from '@/lib/investigations/rules';
import { keepingRefusals } from '@/lib/investigations/server/refused-writes';
import { write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';

/**
 * Whether the service recovered after an execution, by whoever says so: its executor, the agent
 * that proposed it, or a person. A later word stands before an earlier one; the log keeps both.
 * @throws NotFound, Forbidden; Conflict `not-finished`, and an agent's while it is held, which is put on record
 */
export async function reportVerification(
  ctx: Ctx,
  { executionId, ...posted }: z.infer<typeof verificationInput> & { executionId: string },
): Promise<ActionOut> {
  const { actor } = ctx;
  const hidden = maskSecrets(posted);
  const work = () =>
    write(ctx, async (tx) => {
      await demandLiveAgent(tx, actor);
      const { investigationId, actionId, executorId } = await executionRoots(tx, executionId);
      const { action, investigation } = await holdAction(tx, actionId, investigationId);
      if (actor.type === 'executor') {
        demand(actor, 'verification.report', { executorId }, 'This execution');
      } else {
        demandOnAction(actor, 'verification.report', action, investigation.agentId);
      }
      // A concluded investigation's agent may still say what came of what it proposed.
      if (isAgent(actor) && investigation.status !== 'concluded') demandRunning(investigation);
      const execution = await tx.row(executionProjection, executionId);
      if (execution?.state === 'executing') {
        throw new Conflict('not-finished', 'The execution still runs. Nothing was recorded.');
      }
      const { version } = action;
      const payload = {
        action: actionId,
        version,
        execution: executionId,
        ...hidden.value,
        ...maskedCount(hidden),
      };
      await tx.append(investigationId, [{ kind: 'verification.reported', payload }]);
      tx.nudge(APPROVALS);
      return showAction(tx, await actionNow(tx, actionId));
    });
  return keepingRefusals(ctx, () => ['verification.reported'], work);
}
