import 'server-only';
import { assessRisk, factsOf } from '@/lib/actions/risk';
import type { ActionRow } from '@/lib/actions/schema';
import type { Prisma } from '@/lib/db/generated/client';
import type { IncidentRow } from '@/lib/incidents/schema';
import { investigationProjection } from '@/lib/investigations/fold';
import { parseRows } from '@/lib/log/rows';
import { askedNow, asJudged } from '@/lib/policies/asked';
import { policyProjection, policyVersionProjection, versionKey } from '@/lib/policies/fold';
import { rulingOn } from '@/lib/policies/ruling';
import type { Asked } from '@/lib/policies/schema';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';
import { serviceProjection } from '@/lib/services/fold';

export type AskingClient = Pick<
  Prisma.TransactionClient,
  'investigation' | 'policy' | 'policyVersion' | 'service'
>;

/** All that the rulings on these actions are weighed from, in one query a table. */
async function readBasis(client: AskingClient, rows: ActionRow[]) {
  const ids = [...new Set(rows.map(({ investigationId }) => investigationId))];
  const found = await client.investigation.findMany({ where: { id: { in: ids } } });
  const investigations = parseRows(investigationProjection, found);
  const keys = investigations.map(({ policy }) => versionKey(policy.id, policy.version));
  const versions = await client.policyVersion.findMany({ where: { key: { in: keys } } });
  const policies = await client.policy.findMany({ where: { id: DEFAULT_POLICY_ID } });
  return {
    investigations: new Map(investigations.map((row) => [row.id, row])),
    began: new Map(parseRows(policyVersionProjection, versions).map((row) => [row.key, row])),
    inForce: parseRows(policyProjection, policies)[0],
    services: parseRows(serviceProjection, await client.service.findMany()),
  };
}

/**
 * What an approval of each waiting action takes now, by the action's id, for showing; what decides
 * weighs again under lock.
 */
export async function askedOf(
  client: AskingClient,
  rows: ActionRow[],
  incidents: Map<string, IncidentRow>,
): Promise<Map<string, Asked>> {
  const waiting = rows.filter(({ state }) => state === 'pending_approval');
  if (waiting.length === 0) return new Map();
  const { investigations, began, inForce, services } = await readBasis(client, waiting);
  const askedOfRow = ({ id, incidentId, investigationId, contents }: ActionRow): Asked => {
    const incident = incidents.get(incidentId);
    const run = investigations.get(investigationId);
    const pinned = run && began.get(versionKey(run.policy.id, run.policy.version));
    if (!incident || !pinned || !inForce) {
      throw new Error(`What policy asks of ${id} cannot be read.`);
    }
    const { service, environment } = run;
    const { severity, outageClass } = incident;
    const action = factsOf(contents, assessRisk(contents, services));
    const asked = { service, environment, severity, outageClass, action };
    const ruling = rulingOn(asked, inForce, pinned);
    return askedNow(contents, run.clock === 'live' ? ruling : asJudged(ruling));
  };
  return new Map(waiting.map((row) => [row.id, askedOfRow(row)]));
}
