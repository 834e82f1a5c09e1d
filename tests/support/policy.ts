import { type Tx, write } from '@/lib/log/write';
import type { PolicyDocument, Settings } from '@/lib/policies/schema';
import { currentPolicy, seizePolicy } from '@/lib/policies/server/current-policy';
import { DEFAULT_POLICY_ID, SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { asSystem } from './actors';

/** Puts a document in force without two people; answers its version. */
export const adoptDocument = (document: PolicyDocument): Promise<number> =>
  write(asSystem(), (tx) => adoptIn(tx, document));

/** The same inside a transaction that the test keeps open. */
export async function adoptIn(tx: Tx, document: PolicyDocument): Promise<number> {
  const { version: replaces } = await currentPolicy(tx);
  const newest = await tx.db.policyVersion.findFirst({ orderBy: { version: 'desc' } });
  const version = (newest?.version ?? replaces) + 1;
  const payload = { version, replaces, document, reason: 'For a test.' };
  await seizePolicy(tx);
  await tx.append(DEFAULT_POLICY_ID, [{ kind: 'policy.adopted', payload }]);
  return version;
}

/** The shipped document with some of its base changed. */
export const shippedBut = (base: Partial<Settings>): PolicyDocument => ({
  ...SHIPPED_DOCUMENT,
  base: { ...SHIPPED_DOCUMENT.base, ...base },
});

/** Puts the shipped policy in force with some of its base changed. */
export const adoptTerms = (base: Partial<Settings>): Promise<number> =>
  adoptDocument(shippedBut(base));
