import 'server-only';
import type { AskedStage, CheckpointRow, InvestigationRow } from '@/lib/investigations/schema';
import { groundOfEvidence, groundOfHypothesis } from '@/lib/investigations/server/ground';
import type { Draft } from '@/lib/log/append';
import type { Tx } from '@/lib/log/write';
import { policyActor } from '@/lib/policies/actor';
import { policyMayRelease } from '@/lib/policies/ground';
import { termsFor } from '@/lib/policies/server/terms-for';
import { sayDeciding } from '@/lib/policies/words';

type Asked = Pick<CheckpointRow, 'hypothesisId' | 'evidenceRoot'> & {
  checkpoint: string;
  stage: AskedStage;
};

/**
 * The policy's own release of a stop point that was just asked for, bound to the same evidence;
 * nothing, where it waits for a person. Only for what an agent asks for itself: what was raised
 * against it, or reopened by a person, is a person's. Call it with the policy held.
 */
export async function releasedByPolicy(
  tx: Tx,
  row: InvestigationRow,
  { checkpoint, stage, hypothesisId, evidenceRoot }: Asked,
): Promise<Draft[]> {
  const ruling = await termsFor(tx, row);
  if (ruling.terms.checkpoints[stage] === 'person') return [];
  const ground =
    stage === 'commitment'
      ? await groundOfHypothesis(tx, row, hypothesisId ?? '')
      : await groundOfEvidence(tx, row);
  if (policyMayRelease(stage, ruling.terms, ground).length > 0) return [];
  const payload = {
    checkpoint,
    stage,
    hypothesisId,
    decision: 'release',
    evidenceRoot,
    reason: sayDeciding(stage === 'evidence' ? 'evidenceHold' : 'commitmentHold', ruling),
    instruction: null,
    budget: null,
  };
  return [{ kind: 'checkpoint.decided', payload, actor: policyActor(ruling.policy) }];
}
