import 'server-only';
import type { Tx } from '@/lib/log/write';
import type { PolicyRef, Terms } from '@/lib/policies/schema';
import { currentPolicy } from '@/lib/policies/server/current-policy';

/** What policy is asked about. */
export interface PolicyCase {
  service: string;
  environment: string;
}

/** What policy says of a case, and by which version. */
export interface Ruling {
  terms: Terms;
  policy: PolicyRef;
}

/** The terms of a case under the policy in force. */
export async function termsFor(tx: Tx, _case: PolicyCase): Promise<Ruling> {
  const { id, version, ...policy } = await currentPolicy(tx);
  const terms: Terms = {
    mode: policy.mode,
    checkpoints: { evidence: 'person', commitment: 'person' },
    checkpointTtlMs: policy.checkpointTtlMs,
    budgets: policy.budgets,
    driftThreshold: 0.6,
    requirements: policy.requirements,
    actionTtlMs: policy.actionTtlMs,
    grantTtlMs: policy.grantTtlMs,
  };
  return { terms, policy: { id, version } };
}
