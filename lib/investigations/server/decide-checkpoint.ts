import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { voidActions } from '@/lib/actions/server/void-actions';
import { Conflict, Invalid, NotFound } from '@/lib/errors';
import { demandUnfrozen, holdOffFreezes } from '@/lib/freeze/server/unfrozen';
import { newId } from '@/lib/ids';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { checkpointProjection } from '@/lib/investigations/fold-held';
import type { CheckpointRow, InvestigationRow } from '@/lib/investigations/schema';
import type { DecideCheckpointInput } from '@/lib/investigations/schema-input';
import { demandReleaser } from '@/lib/investigations/server/demand-releaser';
import { holdInvestigation } from '@/lib/investigations/server/load';
import type { Draft } from '@/lib/log/append';
import { type Tx, write } from '@/lib/log/write';

/** @throws Conflict `expired` or `already-decided` unless the stop point still waits. */
function demandWaiting(checkpoint: CheckpointRow, now: Date): void {
  const isOver = now.getTime() >= Date.parse(checkpoint.expiresAt);
  if (checkpoint.state === 'expired' || (checkpoint.state === 'waiting' && isOver)) {
    throw new Conflict('expired', 'Nobody decided in time. Resume the investigation to ask again.');
  }
  if (checkpoint.state !== 'waiting') {
    const by = checkpoint.decidedBy?.name ?? 'somebody';
    throw new Conflict('already-decided', `Already ${checkpoint.state} by ${by}.`, {
      decidedBy: checkpoint.decidedBy,
      state: checkpoint.state,
    });
  }
}

/** A run that was paused before its stop point is resumed first, by a decision of its own. */
function demandNotPaused({ status }: InvestigationRow): void {
  if (status !== 'paused') return;
  throw new Conflict(
    'paused',
    'The investigation is paused. Resume it first; it then stands before this stop point again.',
  );
}

/**
 * Nobody lets a cause be settled on that a person refuted, another commander no more than its agent:
 * the two people have to talk first.
 */
async function demandUnrefuted(tx: Tx, point: CheckpointRow): Promise<void> {
  const { stage, hypothesisId, investigationId } = point;
  if (stage !== 'commitment' || hypothesisId === null) return;
  const claim = await tx.row(hypothesisProjection, `${investigationId}/${hypothesisId}`);
  if (!claim?.refutation) return;
  const { by } = claim.refutation;
  throw new Conflict(
    'claim-refuted',
    `${by.name} refuted this claim while it waited. Nothing was decided.`,
    { refutedBy: by },
  );
}

function draftsOf(checkpoint: CheckpointRow, input: DecideCheckpointInput): Draft[] {
  const reason = input.reason?.trim() || null;
  const instruction = input.instruction?.trim() || null;
  const { id, stage, hypothesisId, evidenceRoot, raised } = checkpoint;
  const { decision } = input;
  const payload = {
    checkpoint: id,
    stage,
    hypothesisId,
    decision,
    evidenceRoot,
    reason,
    instruction: decision === 'return' ? (instruction ?? reason) : instruction,
    budget: raised?.by === 'budget' ? { name: raised.budget, used: raised.used } : null,
  };
  const decided: Draft = { kind: 'checkpoint.decided', payload };
  if (decision === 'release') return [decided];
  const told = {
    directive: newId('dir'),
    control: decision,
    instruction: payload.instruction,
    reason,
    checkpoint: id,
  };
  return [decided, { kind: 'directive.given', payload: told }];
}

/** Records a decision on a stop point that waits, inside a transaction that holds it. */
export async function decideCheckpointIn(
  tx: Tx,
  checkpoint: CheckpointRow,
  input: DecideCheckpointInput,
): Promise<void> {
  await tx.append(checkpoint.investigationId, draftsOf(checkpoint, input));
  if (input.decision === 'stop') {
    await voidActions(tx, checkpoint.investigationId, 'The investigation was stopped.');
  }
  tx.nudge(INCIDENTS);
}

/** A person lets the investigation continue, asks for more, or stops it. */
export async function decideCheckpoint(
  ctx: Ctx,
  { id, ...input }: DecideCheckpointInput & { id: string },
): Promise<CheckpointRow> {
  if (input.decision !== 'release' && !input.reason?.trim()) {
    throw new Invalid([{ path: 'reason', message: `is needed to ${input.decision}` }]);
  }
  // Releasing and asking for more both let the agent go on; stopping is never held back.
  const goesOn = input.decision !== 'stop';
  return write(ctx, async (tx) => {
    if (goesOn) await holdOffFreezes(tx);
    const found = await tx.db.checkpoint.findUnique({ where: { id } });
    if (!found) throw new NotFound('This stop point');
    demand(ctx.actor, 'checkpoint.decide', {}, 'This stop point');
    const { row, now } = await holdInvestigation(
      tx,
      ctx.actor,
      'checkpoint.decide',
      found.investigationId,
    );
    const checkpoint = await tx.row(checkpointProjection, id);
    if (!checkpoint) throw new NotFound('This stop point');
    demandWaiting(checkpoint, now);
    if (input.decision === 'release') {
      await demandReleaser(tx, ctx.actor, row);
      await demandUnrefuted(tx, checkpoint);
    }
    if (goesOn) {
      await demandUnfrozen(tx, ctx.actor, [row.service], 'Nothing was decided.');
      demandNotPaused(row);
    }
    await decideCheckpointIn(tx, checkpoint, input);
    return (await tx.row(checkpointProjection, id)) ?? checkpoint;
  });
}
