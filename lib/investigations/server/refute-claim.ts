import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { voidActions } from '@/lib/actions/server/void-actions';
import { NotFound } from '@/lib/errors';
import { hypothesisProjection } from '@/lib/hypotheses/fold';
import {
  demandRefutable,
  demandReinstatable,
  toldOfReinstatement,
  toldOfRefutation,
} from '@/lib/hypotheses/rules';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import { newId } from '@/lib/ids';
import { incidentProjection } from '@/lib/incidents/fold';
import { INCIDENTS } from '@/lib/incidents/server/open-incident';
import { demandSteerable, isGoing } from '@/lib/investigations/rules';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { holdInvestigation } from '@/lib/investigations/server/load';
import type { Draft } from '@/lib/log/append';
import { type Tx, write } from '@/lib/log/write';
import { maskSecrets } from '@/lib/text/mask';

interface Said {
  id: string;
  hypothesisId: string;
  reason: string;
}

interface Held {
  row: InvestigationRow;
  claim: HypothesisRow;
}

async function holdClaim(tx: Tx, ctx: Ctx, { id, hypothesisId }: Said): Promise<Held> {
  const { row } = await holdInvestigation(tx, ctx.actor, 'hypothesis.refute', id);
  demandSteerable(row);
  const claim = await tx.row(hypothesisProjection, `${id}/${hypothesisId}`);
  if (!claim) throw new NotFound('This hypothesis');
  return { row, claim };
}

const claimNow = async (tx: Tx, { key }: HypothesisRow): Promise<HypothesisRow> => {
  const claim = await tx.row(hypothesisProjection, key);
  if (!claim) throw new NotFound('This hypothesis');
  return claim;
};

/** A run that is over hears nothing more. */
const telling = (row: InvestigationRow, instruction: string): Draft[] => {
  if (!isGoing(row)) return [];
  const directive = newId('dir');
  const payload = { directive, control: 'steer', instruction, reason: null, checkpoint: null };
  return [{ kind: 'directive.given', payload }];
};

/**
 * A person refutes a claim by hand, with a reason. The agent is told as by any other steering, so
 * whoever refutes has steered. What rests on the claim, if it was settled on, is void.
 */
export async function refuteClaim(ctx: Ctx, said: Said): Promise<HypothesisRow> {
  return write(ctx, async (tx) => {
    const { row, claim } = await holdClaim(tx, ctx, said);
    demandRefutable(claim);
    const { id, hypothesisId } = said;
    const reason = maskSecrets(said.reason).value;
    await tx.append(id, [
      { kind: 'hypothesis.refuted', payload: { hypothesisId, reason } },
      ...telling(row, toldOfRefutation(hypothesisId, reason)),
    ]);
    if (row.committedHypothesisId === hypothesisId) {
      await voidActions(tx, id, 'A person refuted the hypothesis that it rests on.');
    }
    tx.nudge(INCIDENTS);
    return claimNow(tx, claim);
  });
}

/** Whoever refuted a claim, or commands the incident, takes that back. What was voided stays void. */
export async function reinstateClaim(ctx: Ctx, said: Said): Promise<HypothesisRow> {
  return write(ctx, async (tx) => {
    const { row, claim } = await holdClaim(tx, ctx, said);
    const incident = await tx.row(incidentProjection, row.incidentId);
    demandReinstatable(claim, ctx.actor.id, incident?.commanderId ?? null);
    const { id, hypothesisId } = said;
    const reason = maskSecrets(said.reason).value;
    await tx.append(id, [
      { kind: 'hypothesis.reinstated', payload: { hypothesisId, reason } },
      ...telling(row, toldOfReinstatement(hypothesisId, reason)),
    ]);
    tx.nudge(INCIDENTS);
    return claimNow(tx, claim);
  });
}
