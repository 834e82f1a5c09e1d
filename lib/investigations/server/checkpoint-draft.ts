import 'server-only';
import { newId } from '@/lib/ids';
import type { CheckpointRow, InvestigationRow } from '@/lib/investigations/schema';
import { evidenceRoot } from '@/lib/investigations/server/evidence-root';
import type { Draft } from '@/lib/log/append';
import type { Tx } from '@/lib/log/write';
import { termsFor } from '@/lib/policies/server/terms-for';

/** The event that puts an investigation before a stop point, with the evidence fixed as it is. */
export async function checkpointDraft(
  tx: Tx,
  row: InvestigationRow,
  now: Date,
  asked: Pick<CheckpointRow, 'stage' | 'summary' | 'hypothesisId' | 'raised'>,
): Promise<Draft & { payload: { checkpoint: string; evidenceRoot: string } }> {
  const { terms } = await termsFor(tx, row);
  const frozen = await evidenceRoot(tx, row.id);
  return {
    kind: 'checkpoint.requested',
    payload: {
      checkpoint: newId('chk'),
      incidentId: row.incidentId,
      ...asked,
      evidenceRoot: frozen.root,
      evidenceCount: frozen.count,
      expiresAt: new Date(now.getTime() + terms.checkpointTtlMs).toISOString(),
    },
  };
}
