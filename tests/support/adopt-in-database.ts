/**
 * Adopts the shipped policy with some of its base changed, on the record, in the database whose settings the
 * environment holds: `adopt-in-database.ts '{"grantTtlMs": 5000}'`. It is what an adoption by people
 * appends, for tests that cannot wait for half an hour.
 */
import { z } from 'zod';
import { closeDb } from '@/lib/db/client';
import { settings } from '@/lib/policies/schema';
import { adoptTerms } from './policy';

const changed = settings
  .pick({
    checkpointTtlMs: true,
    actionTtlMs: true,
    grantTtlMs: true,
    releaser: true,
    approvals: true,
  })
  .partial()
  .strict();

const given = changed.parse(JSON.parse(z.string().parse(process.argv[2])));
const known = Object.entries(given).filter(([, value]) => value !== undefined);
await adoptTerms(Object.fromEntries(known));
await closeDb();
