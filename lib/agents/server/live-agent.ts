import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { isMachine } from '@/lib/access/actor';
import { type Scope, within } from '@/lib/access/scope';
import { Conflict, Forbidden, Unauthenticated } from '@/lib/errors';
import { keepStanding } from '@/lib/agents/server/standing-lock';
import type { Tx } from '@/lib/log/write';

interface Standing {
  id: string;
  name: string;
  status: string;
  isExpired: boolean;
  scope: Scope;
}

/**
 * Holds a machine's identity and its ancestors' as they are until this transaction ends: a
 * revocation or a narrower scope waits for us, or we see it and refuse. People and clocks pass.
 * @throws Unauthenticated when revoked or expired; Forbidden when suspended; Conflict
 * `scope-changed` when it may no longer do all that it could when it was let in
 */
export async function demandLiveAgent(tx: Tx, actor: Actor): Promise<void> {
  if (!isMachine(actor)) return;
  const lineage = actor.type === 'agent' ? actor.lineage : [];
  const ids = [...lineage.toReversed(), actor.id];
  await keepStanding(tx, ids);
  const standings = await tx.db.$queryRaw<Standing[]>`
    SELECT "id", "name", "status", "expiresAt" <= clock_timestamp() AS "isExpired", "scope"
    FROM "agent" WHERE "id" = ANY(${ids})`;
  for (const { name, status, isExpired } of standings) {
    if (status === 'revoked' || isExpired) {
      throw new Unauthenticated(`${name} is ${isExpired ? 'expired' : 'revoked'}.`);
    }
    if (status === 'suspended') throw new Forbidden(`${name} is suspended. Nothing was changed.`);
  }
  if (standings.length !== ids.length) throw new Unauthenticated();
  const own = standings.find(({ id }) => id === actor.id);
  if (own && !within(actor.scope, own.scope)) {
    throw new Conflict(
      'scope-changed',
      `The scope of ${own.name} was narrowed a moment ago. Nothing was changed; ask again.`,
    );
  }
}
