import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { coSigner } from '@/lib/policies/schema';
import { coSignersIn } from '@/lib/policies/rules';
import { policyInForce } from '@/lib/policies/server/policy-in-force';
import { db } from '@/lib/db/client';

/** Roles beside the approver's that sign something now: by the policy in force, or of what waits. */
export async function coSigningRoles(): Promise<string[]> {
  const { document } = await policyInForce();
  const asked = coSignersIn(document);
  if (asked.length > 0) return asked;
  const roles = coSigner.options;
  const bound = await db().$queryRaw<{ role: string }[]>`
    SELECT DISTINCT "role" FROM "action",
      jsonb_array_elements_text("contents"->'requirements'->'roles') AS "role"
    WHERE "state" = 'pending_approval' AND "role" = ANY(${roles})`;
  return bound.map(({ role }) => role);
}

/** The same, asked only where it decides whether an actor ever signs anything. */
export async function coSigningRolesOf(actor: Actor): Promise<string[]> {
  const signs = can(actor, 'action.decide').allowed;
  const could = can(actor, 'action.decide', { signers: coSigner.options }).allowed;
  return could && !signs ? coSigningRoles() : [];
}
