import 'server-only';
import { seize, share } from '@/lib/log/advisory';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';
import { policyProjection, policyVersionProjection, versionKey } from '@/lib/policies/fold';
import type { PolicyRef, PolicyRow } from '@/lib/policies/schema';
import { DEFAULT_POLICY_ID, SHIPPED_DOCUMENT } from '@/lib/policies/shipped';

const POLICY_LOCK = 'policy';

export const INSTALLER = { type: 'system', id: 'installation', name: 'Countersign' } as const;

/** The policy in force. The shipped one is adopted, on the record, where there is none yet. */
export async function currentPolicy(tx: Tx): Promise<PolicyRow> {
  const adopted = await tx.row(policyProjection, DEFAULT_POLICY_ID);
  if (adopted) return adopted;
  await tx.lock(DEFAULT_POLICY_ID, {});
  // Somebody else may have adopted it while we waited for the lock.
  const found = await tx.db.policy.findMany({ where: { id: DEFAULT_POLICY_ID } });
  const [other] = parseRows(policyProjection, found);
  if (other) return other;
  const payload = {
    version: 1,
    replaces: null,
    document: SHIPPED_DOCUMENT,
    reason: 'As shipped',
  };
  await tx.append(DEFAULT_POLICY_ID, [{ kind: 'policy.adopted', payload, actor: INSTALLER }]);
  const row = await tx.row(policyProjection, DEFAULT_POLICY_ID);
  if (!row) throw new Error('The shipped policy was adopted and cannot be read.');
  return row;
}

/**
 * Holds the version in force until the transaction ends: a change of policy waits for us, or we see
 * it. For what signs, mints, redeems or releases; take it after the investigation, and before the
 * policy is first read, since a transaction reads a row once.
 * @param begun the version that the investigation began with, which will be asked for too
 */
export async function holdPolicy(tx: Tx, begun: PolicyRef): Promise<void> {
  await share(tx, [POLICY_LOCK]);
  await tx.readAhead([
    [policyProjection, DEFAULT_POLICY_ID],
    [policyVersionProjection, versionKey(begun.id, begun.version)],
  ]);
  await currentPolicy(tx);
}

/** Waits until nothing relies on the version in force any more, and keeps the rest from it. */
export async function seizePolicy(tx: Tx): Promise<void> {
  await seize(tx, POLICY_LOCK);
}
