import { afterEach, expect } from 'vitest';
import { db } from '@/lib/db/client';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { getState } from '@/lib/investigations/server/get-state';
import { compareWithLog } from '@/lib/log/rebuild';
import { declareService } from '@/lib/services/server/declare-service';
import { as, makePerson, role } from './actors';
import { liftAll } from './freezing';
import { makeCast } from './proposing';

/**
 * The cast with a second commander and a second service. After each test every freeze is lifted, and
 * the tables are what the log folds to.
 */
export async function makeFreezingCast() {
  const cast = await makeCast();
  const { admin, agent, commander } = cast;
  const second = await makePerson('Sam', role('commander'));
  await declareService(as(admin), {
    name: 'payments',
    environments: ['production'],
    dependsOn: [],
    owners: [],
    actionKinds: { rollback: { reversibility: 'reversible' } },
  });
  /** A run on the other service. */
  const onPayments = async () => {
    const incident = await openIncident(as(commander), {
      title: 'Payments fails',
      severity: 'sev3',
      service: 'payments',
      environment: 'production',
    });
    return createInvestigation(as(agent), { incidentId: incident.id });
  };
  const stateOf = async (id: string) => (await getState(as(commander), { id })).status;
  afterEach(async () => {
    await liftAll(commander, second);
    expect(await compareWithLog(db())).toEqual([]);
  });
  return { ...cast, second, onPayments, stateOf };
}
