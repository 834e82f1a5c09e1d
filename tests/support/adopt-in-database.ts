/**
 * Adopts the shipped policy with other times, on the record, in the database whose settings the
 * environment holds: `adopt-in-database.ts '{"grantTtlMs": 5000}'`. It is what an adoption by people
 * appends, for tests that cannot wait for half an hour.
 */
import { z } from 'zod';
import { closeDb } from '@/lib/db/client';
import { settings } from '@/lib/policies/schema';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { adoptTerms } from './policy';

const times = settings
  .pick({ checkpointTtlMs: true, actionTtlMs: true, grantTtlMs: true })
  .partial()
  .strict();

const given = times.parse(JSON.parse(z.string().parse(process.argv[2])));
const { base } = SHIPPED_DOCUMENT;
await adoptTerms({
  checkpointTtlMs: given.checkpointTtlMs ?? base.checkpointTtlMs,
  actionTtlMs: given.actionTtlMs ?? base.actionTtlMs,
  grantTtlMs: given.grantTtlMs ?? base.grantTtlMs,
});
await closeDb();
