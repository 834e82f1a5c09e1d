import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { voidActions } from '@/lib/actions/server/void-actions';
import { Invalid } from '@/lib/errors';
import { demandUnfrozen, holdOffFreezes } from '@/lib/freeze/server/unfrozen';
import { newId } from '@/lib/ids';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { checkpointProjection } from '@/lib/investigations/fold-held';
import { demandControllable, demandSteerable } from '@/lib/investigations/rules';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { GiveControlInput } from '@/lib/investigations/schema-input';
import { decideCheckpointIn } from '@/lib/investigations/server/decide-checkpoint';
import { heldNow, holdInvestigation } from '@/lib/investigations/server/load';
import { checkpointDraft } from '@/lib/investigations/server/checkpoint-draft';
import { type Tx, write } from '@/lib/log/write';

async function give(tx: Tx, id: string, input: GiveControlInput): Promise<void> {
  const payload = {
    directive: newId('dir'),
    control: input.control,
    instruction: input.instruction?.trim() || null,
    reason: input.reason?.trim() || null,
    checkpoint: null,
  };
  await tx.append(id, [{ kind: 'directive.given', payload }]);
}

/** Stopping before a stop point also settles that one; whatever waits for a signature is void. */
async function stop(tx: Tx, row: InvestigationRow, input: GiveControlInput): Promise<void> {
  const held = row.checkpointId ? await tx.row(checkpointProjection, row.checkpointId) : undefined;
  const reason = input.reason?.trim() || 'Stopped by a commander.';
  if (held?.state === 'waiting') {
    await decideCheckpointIn(tx, held, { decision: 'stop', reason });
    return;
  }
  await give(tx, row.id, input);
  await voidActions(tx, row.id, 'The investigation was stopped.');
}

/** Who asks again after a pause: neither the agent, which was not heard, nor whoever resumed it. */
const ASKS_AGAIN = { type: 'system', id: 'resumption', name: 'Countersign' } as const;

/** Resuming after a stop point that nobody decided leads before a new one, never past it. */
async function resume(
  tx: Tx,
  row: InvestigationRow,
  now: Date,
  input: GiveControlInput,
): Promise<void> {
  await give(tx, row.id, input);
  const held = row.checkpointId ? await tx.row(checkpointProjection, row.checkpointId) : undefined;
  if (held?.state !== 'expired') return;
  const { stage, summary, hypothesisId, raised } = held;
  const asked = { stage, summary, hypothesisId, raised };
  const draft = await checkpointDraft(tx, row, now, asked);
  await tx.append(row.id, [{ ...draft, actor: ASKS_AGAIN }]);
}

/** A commander pauses, resumes, stops or steers a running investigation. */
export async function giveControl(
  ctx: Ctx,
  { id, ...input }: GiveControlInput & { id: string },
): Promise<InvestigationRow> {
  if (input.control === 'steer' && !input.instruction?.trim()) {
    throw new Invalid([{ path: 'instruction', message: 'is needed to steer' }]);
  }
  return write(ctx, async (tx) => {
    if (input.control === 'resume') await holdOffFreezes(tx);
    const { row, now } = await holdInvestigation(tx, ctx.actor, 'control.give', id);
    demandSteerable(row);
    demandControllable(row, input.control);
    if (input.control === 'stop') await stop(tx, row, input);
    else if (input.control === 'resume') {
      await demandUnfrozen(tx, ctx.actor, [row.service], 'Nothing was resumed.');
      await resume(tx, row, now, input);
    } else await give(tx, id, input);
    tx.nudge(INCIDENTS);
    return heldNow(tx, id);
  });
}
