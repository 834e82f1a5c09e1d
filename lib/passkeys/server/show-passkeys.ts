import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { databaseNow } from '@/lib/log/clock';
import type { PasskeyOut, PasskeysOut } from '@/lib/passkeys/output';
import { isStanding } from '@/lib/passkeys/rules';
import type { PasskeyRow } from '@/lib/passkeys/schema';
import { demandKeeper, groundFor, passkeysOf } from './own-passkeys';
import { openRecoveryOf } from './recoveries';
import { relyingParty } from './relying-party';

/** A passkey as its owner sees it: nothing that a copy could be made of. */
export const showPasskey = (row: PasskeyRow): PasskeyOut => {
  const { id, name, backedUp, createdAt, lastUsedAt, suspectedAt } = row;
  const isOfThisSite = row.rpId === relyingParty().rpId;
  return { id, name, backedUp, createdAt, lastUsedAt, suspectedAt, isOfThisSite };
};

/** Whether one has a passkey that may sign here. */
export async function hasStandingPasskey(ctx: Ctx): Promise<boolean> {
  const passkeys = await passkeysOf(db(), demandKeeper(ctx).id);
  return passkeys.some((row) => isStanding(row) && row.rpId === relyingParty().rpId);
}

/** One's own passkeys, oldest first, and what it takes to add one. */
export async function showPasskeys(ctx: Ctx): Promise<PasskeysOut> {
  const { id: personId } = demandKeeper(ctx);
  const now = await databaseNow();
  const { passkeys, ground } = await groundFor(db(), personId, now);
  const open = await openRecoveryOf(db(), personId, now);
  return {
    items: passkeys.filter(({ endedAt }) => endedAt === null).map(showPasskey),
    enrolBy: ground.by,
    enrolUntil: ground.by === 'recovery' ? ground.until : null,
    openRecovery: open?.state === 'opened' ? open : null,
  };
}
