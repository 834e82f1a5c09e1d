/**
 * Adopts the shipped policy with other times, on the record, in the database whose settings the
 * environment holds: `adopt-in-database.ts '{"grantTtlMs": 5000}'`. It is what an admin's adoption
 * appends, for tests that cannot wait for half an hour.
 */
import { z } from 'zod';
import { closeDb } from '@/lib/db/client';
import { write } from '@/lib/log/write';
import { DEFAULT_POLICY_ID, SHIPPED_POLICY } from '@/lib/policies/rules';
import { policyRow } from '@/lib/policies/schema';
import { currentPolicy } from '@/lib/policies/server/current-policy';
import { asSystem } from './actors';

const times = policyRow
  .pick({ checkpointTtlMs: true, actionTtlMs: true, grantTtlMs: true })
  .partial()
  .strict();

const changes = times.parse(JSON.parse(z.string().parse(process.argv[2])));
await write(asSystem(), async (tx) => {
  const { version } = await currentPolicy(tx);
  const payload = { ...SHIPPED_POLICY, ...changes, version: version + 1 };
  await tx.append(DEFAULT_POLICY_ID, [{ kind: 'policy.adopted', payload }]);
});
await closeDb();
