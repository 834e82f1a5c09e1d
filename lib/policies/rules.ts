import type { PolicyRow } from '@/lib/policies/schema';

export const DEFAULT_POLICY_ID = 'pol_default';

const MINUTE = 60_000;

/**
 * What ships: every action needs one approver, both stop points hold, and reading is bounded.
 * It is adopted, as an event, before the first investigation begins.
 */
export const SHIPPED_POLICY: Omit<PolicyRow, 'id' | 'adoptedAt'> = {
  version: 1,
  name: 'As shipped',
  mode: 'propose',
  budgets: { wallClockMs: 120 * MINUTE, toolCalls: 1000, evidenceItems: 5000, repeatedQueries: 25 },
  requirements: { approvals: 1, roles: ['approver'], separationOfDuties: true, stepUp: false },
  checkpointTtlMs: 30 * MINUTE,
  actionTtlMs: 30 * MINUTE,
  grantTtlMs: 2 * MINUTE,
};
