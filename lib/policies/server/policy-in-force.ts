import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { parseRows } from '@/lib/log/rows';
import { write } from '@/lib/log/write';
import { policyProjection } from '@/lib/policies/fold';
import type { PolicyRow } from '@/lib/policies/schema';
import { currentPolicy, INSTALLER } from '@/lib/policies/server/current-policy';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';

const AS_INSTALLER: Ctx = { actor: INSTALLER, requestId: 'policy-as-shipped' };

/**
 * The policy in force, for reading. Where none was ever adopted, the shipped one is now, on the
 * record, so that nobody is ever shown a policy that the log does not hold.
 */
export async function policyInForce(): Promise<PolicyRow> {
  const found = await db().policy.findMany({ where: { id: DEFAULT_POLICY_ID } });
  const [row] = parseRows(policyProjection, found);
  return row ?? write(AS_INSTALLER, currentPolicy);
}
