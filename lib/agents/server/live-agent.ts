import 'server-only';
import type { Actor } from '@/lib/access/actor';
import { isMachine } from '@/lib/access/actor';
import { within } from '@/lib/access/scope';
import { Conflict, Forbidden, Unauthenticated } from '@/lib/errors';
import { keepStanding } from '@/lib/agents/server/standing-lock';
import { readStandings, type Standing } from '@/lib/agents/server/standings';
import type { Tx } from '@/lib/log/write';

/** A machine's ancestors and itself, the root first; nobody for whoever is no machine. */
export const lineageOf = (actor: Actor): string[] =>
  !isMachine(actor)
    ? []
    : [...(actor.type === 'agent' ? actor.lineage.toReversed() : []), actor.id];

/**
 * Refuses a machine that may not act any more, by how its lineage stands, which must be kept.
 * @throws as {@link demandLiveAgent}
 */
export function demandLive(actor: Actor, standings: readonly Standing[]): void {
  if (!isMachine(actor)) return;
  const ids = lineageOf(actor);
  const own = standings.filter(({ id }) => ids.includes(id));
  for (const { name, status, isExpired } of own) {
    if (status === 'revoked' || isExpired) {
      throw new Unauthenticated(`${name} is ${isExpired ? 'expired' : 'revoked'}.`);
    }
    if (status === 'suspended') throw new Forbidden(`${name} is suspended. Nothing was changed.`);
  }
  if (own.length !== ids.length) throw new Unauthenticated();
  const self = own.find(({ id }) => id === actor.id);
  if (self && !within(actor.scope, self.scope)) {
    throw new Conflict(
      'scope-changed',
      `The scope of ${self.name} was narrowed a moment ago. Nothing was changed; ask again.`,
    );
  }
}

/**
 * Holds a machine's identity and its ancestors' as they are until this transaction ends: a
 * revocation or a narrower scope waits for us, or we see it and refuse. People and clocks pass.
 * @throws Unauthenticated when revoked or expired; Forbidden when suspended; Conflict
 * `scope-changed` when it may no longer do all that it could when it was let in
 */
export async function demandLiveAgent(tx: Tx, actor: Actor): Promise<void> {
  if (!isMachine(actor)) return;
  const ids = lineageOf(actor);
  await keepStanding(tx, ids);
  demandLive(actor, await readStandings(tx, ids));
}
