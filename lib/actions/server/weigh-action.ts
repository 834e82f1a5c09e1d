import 'server-only';
import { assessRisk } from '@/lib/actions/risk';
import type { CatalogueFacts, ProposeActionInput, Risk } from '@/lib/actions/schema';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';
import type { Ruling } from '@/lib/policies/ruling';
import { termsFor } from '@/lib/policies/server/terms-for';
import { serviceProjection } from '@/lib/services/fold';

export interface WeighedAction {
  risk: Risk;
  catalogue: CatalogueFacts;
  ruling: Ruling;
}

/** What is decided of a recording sets nothing going: it is a judgement, which asks for no passkey. */
function asJudged(ruling: Ruling): Ruling {
  const requirements = { ...ruling.terms.requirements, stepUp: false };
  return { ...ruling, terms: { ...ruling.terms, requirements } };
}

/** What the catalogue knows of a change now, and what policy says of it. */
export async function weighAction(
  tx: Tx,
  investigation: InvestigationRow,
  action: Pick<ProposeActionInput, 'kind' | 'target'>,
): Promise<WeighedAction> {
  const services = parseRows(serviceProjection, await tx.db.service.findMany());
  const { risk, catalogue } = assessRisk(action, services);
  const ruling = await termsFor(tx, investigation, {
    kind: action.kind,
    environment: action.target.environment,
    services: catalogue.services,
    reversibility: catalogue.reversibility,
    trafficPercent: catalogue.trafficPercent,
    risk,
  });
  const isLive = investigation.clock === 'live';
  return { risk, catalogue, ruling: isLive ? ruling : asJudged(ruling) };
}
