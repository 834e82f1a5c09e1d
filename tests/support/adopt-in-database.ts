/**
 * Adopts the shipped policy with some of its base changed, on the record, in the database whose settings
 * the environment holds, each time that whoever started it says so over its channel: `{"grantTtlMs":
 * 5000}`. It is what an adoption by people appends, for tests that cannot wait for half an hour. A
 * process of its own, since what runs on the server cannot be loaded beside a browser's tests; it ends
 * with that channel.
 */
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

async function adopt(given: unknown): Promise<{ fault: string | null }> {
  try {
    const known = Object.entries(changed.parse(given)).filter(([, value]) => value !== undefined);
    await adoptTerms(Object.fromEntries(known));
    return { fault: null };
  } catch (error) {
    return { fault: String(error) };
  }
}

process.on('message', async (given) => process.send?.(await adopt(given)));
process.on('disconnect', () => void closeDb());
