import 'server-only';
import { assessRisk, factsOf } from '@/lib/actions/risk';
import type { CatalogueFacts, ProposeActionInput, Risk } from '@/lib/actions/schema';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';
import { asJudged } from '@/lib/policies/asked';
import type { Ruling } from '@/lib/policies/ruling';
import { termsFor } from '@/lib/policies/server/terms-for';
import { serviceProjection } from '@/lib/services/fold';

export interface WeighedAction {
  risk: Risk;
  catalogue: CatalogueFacts;
  ruling: Ruling;
}

/** What the catalogue knows of a change now, and what policy says of it. */
export async function weighAction(
  tx: Tx,
  investigation: InvestigationRow,
  action: Pick<ProposeActionInput, 'kind' | 'target'>,
): Promise<WeighedAction> {
  const services = parseRows(serviceProjection, await tx.db.service.findMany());
  const { risk, catalogue } = assessRisk(action, services);
  const ruling = await termsFor(tx, investigation, factsOf(action, { risk, catalogue }));
  const isLive = investigation.clock === 'live';
  return { risk, catalogue, ruling: isLive ? ruling : asJudged(ruling) };
}
