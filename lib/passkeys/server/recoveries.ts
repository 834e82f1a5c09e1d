import 'server-only';
import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import type { Prisma } from '@/lib/db/generated/client';
import { NotFound } from '@/lib/errors';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';
import { recoveryProjection } from '@/lib/passkeys/fold';
import type { RecoveryOut } from '@/lib/passkeys/output';
import { isRecoveryOver } from '@/lib/passkeys/recovery-rules';
import type { RecoveryRow } from '@/lib/passkeys/schema';
import type { PersonRow } from '@/lib/people/schema';

/** How long a recovery waits for the second admin. */
export const CONFIRM_TTL_MS = 24 * 60 * 60 * 1000;

/** How long the person then has to sign in and enrol: the admins have them on the telephone. */
export const ENROL_TTL_MS = 60 * 60 * 1000;

type Client = Pick<Prisma.TransactionClient, 'passkeyRecovery'>;

/** The recovery of somebody that waits for an admin or for them, if there is one. */
export async function openRecoveryOf(
  client: Client,
  personId: string,
  now: Date,
): Promise<RecoveryRow | undefined> {
  const found = await client.passkeyRecovery.findMany({
    where: { personId, state: { in: ['opened', 'confirmed'] } },
    orderBy: { openedAt: 'desc' },
  });
  return parseRows(recoveryProjection, found).find((row) => !isRecoveryOver(row, now));
}

/** A recovery as this transaction sees it. @throws NotFound */
export async function recoveryNow(tx: Tx, id: string): Promise<RecoveryRow> {
  const row = await tx.row(recoveryProjection, id);
  if (!row) throw new NotFound('This recovery');
  return row;
}

/** Whose a recovery is never changes, so it may be read before the lock that it names. */
export async function personOfRecovery(tx: Tx, id: string): Promise<string> {
  const found = await tx.db.passkeyRecovery.findUnique({
    where: { id },
    select: { personId: true },
  });
  if (!found) throw new NotFound('This recovery');
  return found.personId;
}

/** Whether a person may recover others, as their row is now and not as their session was. */
export function mayRecover({ id, name, email, roles, status }: PersonRow): boolean {
  const actor: PersonActor = { type: 'person', id, name, email, sessionId: '', roles };
  return status === 'active' && can(actor, 'passkey.recover').allowed;
}

export const showRecovery = (
  row: RecoveryRow,
  { id, name }: Pick<PersonRow, 'id' | 'name'>,
  now: Date,
): RecoveryOut => ({ ...row, person: { id, name }, isOver: isRecoveryOver(row, now) });
