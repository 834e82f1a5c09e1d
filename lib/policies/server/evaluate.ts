import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { catalogueFaults } from '@/lib/actions/bounded';
import { db } from '@/lib/db/client';
import { parseRows } from '@/lib/log/rows';
import { demandSound } from '@/lib/policies/faults';
import { weigh, type Weighed } from '@/lib/policies/rules';
import { policyInForce } from '@/lib/policies/server/policy-in-force';
import { showRuling } from '@/lib/policies/show-ruling';
import { supposeAction } from '@/lib/policies/suppose';
import type { Evaluated, Evaluation } from '@/lib/policies/what-if-schema';
import { serviceProjection } from '@/lib/services/fold';

/** The facts of a hypothetical action, as what was asked about it and the catalogue give them. */
async function factsOf(of: Evaluated['case']): Promise<Evaluation['action']> {
  const { action } = of;
  if (!action) return null;
  const services = parseRows(serviceProjection, await db().service.findMany());
  const { environment, risk, catalogue } = supposeAction(of, action, services);
  const { kind } = action;
  const { reasons: _reasons, ...facts } = catalogue;
  const whyPeople = catalogueFaults({ kind, risk, catalogue });
  return { kind, environment, ...facts, risk, whyPeople };
}

/**
 * What would happen if: a hypothetical case under the version in force, or under a draft.
 * @throws Forbidden; NotFound for a service that is not theirs to know; Invalid
 */
export async function evaluatePolicy(
  { actor }: Ctx,
  { case: of, document }: Evaluated,
): Promise<Evaluation> {
  demand(actor, 'policy.read', {}, 'This policy');
  for (const service of new Set([of.service, of.action?.service ?? of.service])) {
    demand(actor, 'service.read', { service }, 'This service');
  }
  if (document) demandSound(document);
  const action = await factsOf(of);
  const asked = { ...of, action: action ?? undefined };
  const show = (weighed: Weighed) => ({ ...showRuling(weighed, action?.risk), action });
  if (document) return { ...show(weigh(document, asked)), policy: null };
  const { id, version, document: inForce } = await policyInForce();
  return { ...show(weigh(inForce, asked, version)), policy: { id, version } };
}
