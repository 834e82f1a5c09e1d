import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { isMachine } from '@/lib/access/actor';
import { Forbidden, Unauthenticated } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';

interface Standing {
  id: string;
  name: string;
  status: string;
  isExpired: boolean;
}

/**
 * Holds a machine's identity and its ancestors' as they are until this transaction ends: a
 * revocation waits for us, or we see it and refuse. People and clocks pass.
 * @throws Unauthenticated when revoked or expired; Forbidden when suspended.
 */
export async function demandLiveAgent(tx: Tx, actor: Actor): Promise<void> {
  if (!isMachine(actor)) return;
  const lineage = actor.type === 'agent' ? actor.lineage : [];
  const standings = await tx.db.$queryRaw<Standing[]>`
    SELECT "id", "name", "status", "expiresAt" <= clock_timestamp() AS "isExpired"
    FROM "agent" WHERE "id" = ANY(${[actor.id, ...lineage]}) ORDER BY "id" FOR SHARE`;
  for (const { name, status, isExpired } of standings) {
    if (status === 'revoked' || isExpired) {
      throw new Unauthenticated(`${name} is ${isExpired ? 'expired' : 'revoked'}.`);
    }
    if (status === 'suspended') throw new Forbidden(`${name} is suspended. Nothing was changed.`);
  }
  if (standings.length !== 1 + lineage.length) throw new Unauthenticated();
}
