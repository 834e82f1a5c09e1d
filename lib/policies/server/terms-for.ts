import 'server-only';
import { NotFound } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import type { Tx } from '@/lib/log/write';
import { policyVersionProjection, versionKey } from '@/lib/policies/fold';
import type { ActionFacts, PolicyCase } from '@/lib/policies/rules';
import { type Ruling, rulingOn } from '@/lib/policies/ruling';
import type { PolicyRef } from '@/lib/policies/schema';
import { currentPolicy } from '@/lib/policies/server/current-policy';

/** An investigation, which stays on the version that it began with. */
interface Begun {
  service: string;
  environment: string;
  incidentId: string;
  policy: PolicyRef;
}

/** An incident, on which an investigation may be about to begin. */
type Opened = Pick<IncidentRow, 'service' | 'environment' | 'severity' | 'outageClass'>;

async function caseOf(tx: Tx, of: Begun | Opened, action?: ActionFacts): Promise<PolicyCase> {
  const { service, environment } = of;
  if (!('incidentId' in of)) {
    return { service, environment, severity: of.severity, outageClass: of.outageClass, action };
  }
  const incident = await tx.row(incidentProjection, of.incidentId);
  if (!incident) throw new NotFound('This incident');
  const { severity, outageClass } = incident;
  return { service, environment, severity, outageClass, action };
}

/**
 * What policy says of an incident or investigation as it is now and, where one is asked about, of an
 * action on it: as {@link rulingOn} weighs it, with the class and severity that the incident has now.
 */
export async function termsFor(tx: Tx, of: Begun | Opened, action?: ActionFacts): Promise<Ruling> {
  const inForce = await currentPolicy(tx);
  const asked = await caseOf(tx, of, action);
  if (!('policy' in of)) return rulingOn(asked, inForce);
  const { id, version } = of.policy;
  const began = await tx.row(policyVersionProjection, versionKey(id, version));
  if (!began) throw new Error(`Policy ${id} has no version ${version}.`);
  return rulingOn(asked, inForce, began);
}
