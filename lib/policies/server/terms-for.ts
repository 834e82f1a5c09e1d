import 'server-only';
import { NotFound } from '@/lib/errors';
import { incidentProjection } from '@/lib/incidents/fold';
import type { IncidentRow } from '@/lib/incidents/schema';
import type { Tx } from '@/lib/log/write';
import { policyVersionProjection, versionKey } from '@/lib/policies/fold';
import {
  type ActionFacts,
  type PolicyCase,
  stricterOf,
  termsOf,
  weigh,
  type Weighed,
} from '@/lib/policies/rules';
import type { PolicyRef, Terms } from '@/lib/policies/schema';
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

/** What policy says of a case, and why. */
export interface Ruling extends Weighed {
  terms: Terms;
  /** The version in force. */
  policy: PolicyRef;
  /** The version that an investigation began with, which holds where it is the stricter. */
  pinned: PolicyRef | null;
}

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
 * action on it: setting by setting the stricter of the version that the investigation began with and
 * the version in force. So a tightened policy holds at once, and a loosened one only for what begins
 * after.
 */
export async function termsFor(tx: Tx, of: Begun | Opened, action?: ActionFacts): Promise<Ruling> {
  const { id, version, document } = await currentPolicy(tx);
  const asked = await caseOf(tx, of, action);
  const now = weigh(document, asked, version);
  const policy = { id, version };
  const pinned = 'policy' in of ? of.policy : null;
  if (pinned === null || pinned.version === version) {
    return { ...now, terms: termsOf(now.settings), policy, pinned };
  }
  const began = await tx.row(policyVersionProjection, versionKey(pinned.id, pinned.version));
  if (!began) throw new Error(`Policy ${pinned.id} has no version ${pinned.version}.`);
  const met = stricterOf(weigh(began.document, asked, pinned.version), now);
  return { ...met, terms: termsOf(met.settings), policy, pinned };
}
