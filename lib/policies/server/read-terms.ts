import 'server-only';
import { db } from '@/lib/db/client';
import { incidentProjection } from '@/lib/incidents/fold';
import { parseRows } from '@/lib/log/rows';
import { policyVersionProjection, versionKey } from '@/lib/policies/fold';
import { type Ruling, rulingOn } from '@/lib/policies/ruling';
import type { PolicyRef } from '@/lib/policies/schema';
import { policyInForce } from '@/lib/policies/server/policy-in-force';

/** The terms of an investigation as they are now, for showing; what decides asks `termsFor`. */
export async function readTerms(of: {
  incidentId: string;
  service: string;
  environment: string;
  policy: PolicyRef;
}): Promise<Ruling> {
  const { service, environment, incidentId, policy } = of;
  const key = versionKey(policy.id, policy.version);
  const [inForce, versions, incidents] = await Promise.all([
    policyInForce(),
    db().policyVersion.findMany({ where: { key } }),
    db().incident.findMany({ where: { id: incidentId } }),
  ]);
  const [began] = parseRows(policyVersionProjection, versions);
  const [incident] = parseRows(incidentProjection, incidents);
  if (!began || !incident) throw new Error(`What ${key} says of ${incidentId} cannot be read.`);
  const { severity, outageClass } = incident;
  return rulingOn({ service, environment, severity, outageClass }, inForce, began);
}
