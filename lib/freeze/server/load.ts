import 'server-only';
import type { Actor, PersonActor } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { can, readableServices } from '@/lib/access/permissions';
import { lockPeople } from '@/lib/actions/server/lock-people';
import type { Prisma } from '@/lib/db/generated/client';
import { NotFound } from '@/lib/errors';
import { freezeProjection, freezeStream } from '@/lib/freeze/fold';
import { EVERYTHING, type FreezeRow } from '@/lib/freeze/schema';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';
import type { PersonRow } from '@/lib/people/schema';

const WHAT = 'This freeze';

/** Whether the actor may know of a freeze: one of everything is everybody's to know. */
export function mayKnow(actor: Actor, service: string): boolean {
  const readable = readableServices(actor);
  return service === EVERYTHING || readable === '*' || readable.includes(service);
}

/** A freeze that the actor may know of, as it is now. @throws NotFound */
export async function findFreeze(
  client: Pick<Prisma.TransactionClient, 'freeze'>,
  actor: Actor,
  id: string,
): Promise<FreezeRow> {
  const [row] = parseRows(freezeProjection, await client.freeze.findMany({ where: { id } }));
  if (!row || !mayKnow(actor, row.service)) throw new NotFound(WHAT);
  return row;
}

/** The freeze as this transaction has left it. */
export async function freezeNow(tx: Tx, id: string): Promise<FreezeRow> {
  const row = await tx.row(freezeProjection, id);
  if (!row) throw new NotFound(WHAT);
  return row;
}

/** A freeze held for change until the transaction ends. @throws NotFound, Forbidden */
export async function holdFreeze(tx: Tx, actor: Actor, id: string): Promise<FreezeRow> {
  // What it is a freeze of never changes, so it may be read before the lock that it names.
  const { service } = await findFreeze(tx.db, actor, id);
  demand(actor, 'freeze.lift', { service }, WHAT);
  await tx.lock(freezeStream(service));
  return freezeNow(tx, id);
}

/** Whether a person may lift a freeze, as their row is now and not as their session was. */
function mayLift({ id, name, email, status, roles }: PersonRow, service: string): boolean {
  const actor: PersonActor = { type: 'person', id, name, email, sessionId: '', roles };
  return status === 'active' && can(actor, 'freeze.lift', { service }).allowed;
}

/** Holds people as they are, and tells of each whether they may lift a freeze of this now. */
export async function liftersNow(
  tx: Tx,
  ids: string[],
  service: string,
): Promise<(personId: string) => boolean> {
  const people = await lockPeople(tx, ids);
  return (id) => people.some((row) => row.id === id && mayLift(row, service));
}
