import 'server-only';
import type { Tx } from '@/lib/log/write';
import { policyProjection } from '@/lib/policies/fold';
import { DEFAULT_POLICY_ID, SHIPPED_POLICY } from '@/lib/policies/rules';
import type { PolicyRow } from '@/lib/policies/schema';

const INSTALLER = { type: 'system', id: 'installation', name: 'Countersign' } as const;

/** The policy in force. The shipped one is adopted, on the record, where there is none yet. */
export async function currentPolicy(tx: Tx): Promise<PolicyRow> {
  const adopted = await tx.row(policyProjection, DEFAULT_POLICY_ID);
  if (adopted) return adopted;
  await tx.lock(DEFAULT_POLICY_ID, {});
  // Somebody else may have adopted it while we waited for the lock.
  const [other] = await tx.db.policy.findMany({ where: { id: DEFAULT_POLICY_ID } });
  if (other)
    return policyProjection.row.parse({ ...other, adoptedAt: other.adoptedAt.toISOString() });
  const payload = { ...SHIPPED_POLICY };
  await tx.append(DEFAULT_POLICY_ID, [{ kind: 'policy.adopted', payload, actor: INSTALLER }]);
  const row = await tx.row(policyProjection, DEFAULT_POLICY_ID);
  if (!row) throw new Error('The shipped policy was adopted and cannot be read.');
  return row;
}
