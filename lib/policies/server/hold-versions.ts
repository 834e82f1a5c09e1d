import 'server-only';
import { isPerson, type Ctx, type PersonActor } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import type { Permission } from '@/lib/access/permissions';
import { lockPeople } from '@/lib/actions/server/lock-people';
import { Forbidden, NotFound } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';
import type { PersonRow } from '@/lib/people/schema';
import { policyVersionProjection, versionKey } from '@/lib/policies/fold';
import { type PolicyRow, policyVersionRow, type PolicyVersionRow } from '@/lib/policies/schema';
import { currentPolicy } from '@/lib/policies/server/current-policy';
import { DEFAULT_POLICY_ID } from '@/lib/policies/shipped';

const WHAT = 'This version';

export interface HeldVersions {
  inForce: PolicyRow;
  actor: PersonActor;
  /** Those named beside whoever asks, as they are now. */
  people: PersonRow[];
}

/**
 * Holds the policy's stream for a change by a person who may make it as they are now: a role taken
 * away a moment ago counts for nothing. People are held before the policy, as everywhere.
 * @throws Forbidden
 */
export async function holdVersions(
  tx: Tx,
  { actor }: Ctx,
  permission: Permission,
  others: string[] = [],
): Promise<HeldVersions> {
  if (!isPerson(actor)) throw new Forbidden('Only a person can change policy.');
  demand(actor, permission, {}, 'This policy');
  const people = await lockPeople(tx, [actor.id, ...others]);
  const self = people.find(({ id }) => id === actor.id);
  if (self?.status !== 'active') throw new Forbidden('You are not known here any more.');
  demand({ ...actor, roles: self.roles }, permission, {}, 'This policy');
  await tx.lock(DEFAULT_POLICY_ID, {});
  return { inForce: await currentPolicy(tx), actor, people };
}

/** Who proposed a version, read before any lock to know whom to hold. @throws NotFound */
export async function proposerOf(tx: Tx, version: number): Promise<string[]> {
  const found = await tx.db.policyVersion.findUnique({
    where: { key: versionKey(DEFAULT_POLICY_ID, version) },
    select: { proposedBy: true },
  });
  if (!found) throw new NotFound(WHAT);
  const proposer = policyVersionRow.shape.proposedBy.parse(found.proposedBy);
  return proposer ? [proposer.id] : [];
}

/** A version as this transaction sees it. @throws NotFound */
export async function versionNow(tx: Tx, version: number): Promise<PolicyVersionRow> {
  const row = await tx.row(policyVersionProjection, versionKey(DEFAULT_POLICY_ID, version));
  if (!row) throw new NotFound(WHAT);
  return row;
}
