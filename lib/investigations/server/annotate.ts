import 'server-only';
import type { z } from 'zod';
import type { Ctx } from '@/lib/access/actor';
import { Invalid, NotFound } from '@/lib/errors';
import { evidenceKey, evidenceProjection } from '@/lib/evidence/fold';
import type { EvidenceRow, flagInput } from '@/lib/evidence/schema';
import type { VerdictInput } from '@/lib/investigations/schema-input';
import { holdInvestigation } from '@/lib/investigations/server/load';
import { toWire, type WireEvent } from '@/lib/log/schema';
import { write } from '@/lib/log/write';

/** A person marks an item of evidence as a red herring or as key, or takes the mark away. */
export async function flagEvidence(
  ctx: Ctx,
  { id, evidenceId, flag, reason }: z.infer<typeof flagInput> & { id: string; evidenceId: string },
): Promise<EvidenceRow> {
  return write(ctx, async (tx) => {
    await holdInvestigation(tx, ctx.actor, 'evidence.flag', id);
    const key = evidenceKey(id, evidenceId);
    const row = await tx.row(evidenceProjection, key);
    if (!row) throw new NotFound('This evidence');
    const payload = { evidenceId, flag, reason: reason ?? null };
    await tx.append(id, [{ kind: 'evidence.flagged', payload }]);
    return (await tx.row(evidenceProjection, key)) ?? row;
  });
}

/** A person judges, afterwards, a hypothesis or an action. */
export async function giveVerdict(
  ctx: Ctx,
  { id, ...input }: VerdictInput & { id: string },
): Promise<WireEvent> {
  const { hypothesisId = null, actionId = null, verdict, reason = null } = input;
  if ((hypothesisId === null) === (actionId === null)) {
    const message = 'name either a hypothesis or an action';
    throw new Invalid([{ path: 'hypothesisId', message }]);
  }
  return write(ctx, async (tx) => {
    await holdInvestigation(tx, ctx.actor, 'verdict.give', id);
    const judged = hypothesisId
      ? await tx.db.hypothesis.findUnique({ where: { key: `${id}/${hypothesisId}` } })
      : await tx.db.action.findFirst({ where: { id: actionId ?? '', investigationId: id } });
    if (!judged) {
      const path = hypothesisId ? 'hypothesisId' : 'actionId';
      throw new Invalid([{ path, message: 'names nothing here' }], 'unknown-reference');
    }
    const payload = { hypothesisId, actionId, verdict, reason };
    const [event] = await tx.append(id, [{ kind: 'verdict.given', payload }]);
    if (!event) throw new Error('A verdict was appended and is not there.');
    return toWire(event);
  });
}
