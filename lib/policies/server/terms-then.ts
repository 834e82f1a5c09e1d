import 'server-only';
import { incidentProjection } from '@/lib/incidents/fold';
import type { InvestigationRow } from '@/lib/investigations/schema';
import { rowsThen } from '@/lib/live/past';
import { foldInto, listed, type Tables } from '@/lib/log/projection';
import { readStreamsUntil } from '@/lib/log/read';
import { policyProjection, policyVersionProjection, versionKey } from '@/lib/policies/fold';
import { rulingOn } from '@/lib/policies/ruling';
import { showRuling } from '@/lib/policies/show-ruling';
import type { StandingTerms } from '@/lib/policies/what-if-schema';

const PAST = [
  listed(incidentProjection),
  listed(policyProjection),
  listed(policyVersionProjection),
];

/**
 * What policy said of an investigation by an instant: by the version that was in force then, and with
 * the class and severity that the incident had. Null where the log holds no policy of that time.
 */
export async function termsThen(row: InvestigationRow, by: string): Promise<StandingTerms | null> {
  const { service, environment, incidentId, policy } = row;
  const tables: Tables = new Map();
  for (const event of await readStreamsUntil([incidentId, policy.id], by)) {
    foldInto(tables, PAST, event);
  }
  const [incident] = rowsThen(tables, incidentProjection);
  const inForce = rowsThen(tables, policyProjection).find(({ id }) => id === policy.id);
  const key = versionKey(policy.id, policy.version);
  const began = rowsThen(tables, policyVersionProjection).find((each) => each.key === key);
  if (!incident || !inForce || !began) return null;
  const { severity, outageClass } = incident;
  const ruling = rulingOn({ service, environment, severity, outageClass }, inForce, began);
  return { ...showRuling(ruling), policy: ruling.policy, pinned: ruling.pinned };
}
