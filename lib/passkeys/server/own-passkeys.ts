import 'server-only';
import type { Ctx, PersonActor } from '@/lib/access/actor';
import { isPerson } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import type { Prisma } from '@/lib/db/generated/client';
import { Forbidden, NotFound } from '@/lib/errors';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';
import { passkeyProjection, recoveryProjection } from '@/lib/passkeys/fold';
import { enrolmentGround, type EnrolmentGround } from '@/lib/passkeys/rules';
import type { PasskeyRow, RecoveryRow } from '@/lib/passkeys/schema';

type Client = Pick<Prisma.TransactionClient, 'passkey' | 'passkeyRecovery'>;

/** Whoever keeps passkeys of their own. @throws Forbidden */
export function demandKeeper({ actor }: Ctx): PersonActor {
  demand(actor, 'passkey.own', {}, 'This passkey');
  if (!isPerson(actor)) throw new Forbidden('Only a person has passkeys.');
  return actor;
}

/** All that somebody ever had, oldest first. */
export async function passkeysOf(client: Client, personId: string): Promise<PasskeyRow[]> {
  const found = await client.passkey.findMany({
    where: { personId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return parseRows(passkeyProjection, found);
}

/** The latest recovery that two admins gave somebody, whatever became of it. */
async function latestGiven(client: Client, personId: string): Promise<RecoveryRow | undefined> {
  const found = await client.passkeyRecovery.findFirst({
    where: { personId, confirmedAt: { not: null } },
    orderBy: [{ confirmedAt: 'desc' }, { id: 'desc' }],
  });
  return found ? parseRows(recoveryProjection, [found])[0] : undefined;
}

/** What lets somebody enrol a passkey now. */
export async function groundFor(
  client: Client,
  personId: string,
  now: Date,
): Promise<{ passkeys: PasskeyRow[]; ground: EnrolmentGround }> {
  const passkeys = await passkeysOf(client, personId);
  return { passkeys, ground: enrolmentGround(passkeys, await latestGiven(client, personId), now) };
}

/** One of somebody's own that was not taken away; their stream is held. @throws NotFound */
export async function ownPasskey(tx: Tx, personId: string, id: string): Promise<PasskeyRow> {
  const row = await tx.row(passkeyProjection, id);
  if (row?.personId !== personId || row.endedAt !== null) throw new NotFound('This passkey');
  return row;
}
