import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import type { EventActor } from '@/lib/log/schema';
import { type Tx, write } from '@/lib/log/write';
import { holdPerson } from './existing-person';

interface Closing {
  now: Date;
  reason: string;
  /** Only this session; all of them unless said. */
  only?: string;
  /** All but this session. */
  except?: string;
  by?: EventActor;
}

/**
 * Ends a person's live sessions within a transaction that holds the person.
 * @returns how many there were
 */
export async function closeSessions(
  tx: Tx,
  personId: string,
  { now, reason, only, except, by }: Closing,
): Promise<number> {
  const live = await tx.db.session.findMany({
    where: {
      personId,
      revokedAt: null,
      expiresAt: { gt: now },
      ...(only ? { id: only } : {}),
      ...(except ? { id: { not: except } } : {}),
    },
    orderBy: { id: 'asc' },
  });
  const ids = live.map(({ id }) => id);
  await tx.db.session.updateMany({ where: { id: { in: ids } }, data: { revokedAt: now } });
  await tx.append(
    personId,
    ids.map((session) => ({
      kind: 'session.closed',
      payload: { session, reason },
      ...(by ? { actor: by } : {}),
    })),
  );
  return ids.length;
}

/** Signs out of one session; of one that is over already, nothing happens. */
export async function signOut(ctx: Ctx, sessionId: string): Promise<void> {
  const session = await db().session.findUnique({ where: { id: sessionId } });
  if (!session || session.revokedAt) return;
  await write(ctx, async (tx) => {
    const { person, now } = await holdPerson(tx, session.personId);
    const by = { type: 'person', id: person.id, name: person.name } as const;
    await closeSessions(tx, person.id, { now, reason: 'signed-out', only: sessionId, by });
  });
}
