import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { lockPeople } from '@/lib/actions/server/lock-people';
import { Forbidden } from '@/lib/errors';
import { write } from '@/lib/log/write';
import type { RecoveryOut } from '@/lib/passkeys/output';
import { demandConfirmable, demandWithdrawable } from '@/lib/passkeys/recovery-rules';
import { closeSessions } from '@/lib/people/server/close-sessions';
import { holdPerson } from '@/lib/people/server/existing-person';
import { passkeysOf } from './own-passkeys';
import {
  ENROL_TTL_MS,
  mayRecover,
  personOfRecovery,
  recoveryNow,
  showRecovery,
} from './recoveries';

/**
 * The second admin confirms: the passkeys that the person had count no more, their sessions end, and
 * for an hour they may sign in and enrol one, once.
 * @throws NotFound; Forbidden, `second-person`, `not-eligible`; Conflict `recovery-ended`,
 * `not-eligible`
 */
export async function confirmRecovery(
  ctx: Ctx,
  { recoveryId }: { recoveryId: string },
): Promise<RecoveryOut> {
  const { actor } = ctx;
  demand(actor, 'passkey.recover', {}, 'This recovery');
  if (!isPerson(actor)) throw new Forbidden('Only a person can recover somebody’s passkeys.');
  return write(ctx, async (tx) => {
    const personId = await personOfRecovery(tx, recoveryId);
    const { person, now } = await holdPerson(tx, personId);
    const row = await recoveryNow(tx, recoveryId);
    const admins = await lockPeople(tx, [actor.id, row.openedBy.id]);
    const counts = (id: string) => admins.some((each) => each.id === id && mayRecover(each));
    demandConfirmable(row, actor.id, counts, now);
    const passkeys = await passkeysOf(tx.db, personId);
    const revoked = passkeys.filter(({ endedAt }) => endedAt === null).map(({ id }) => id);
    const enrolUntil = new Date(now.getTime() + ENROL_TTL_MS).toISOString();
    const payload = { recovery: recoveryId, revoked, enrolUntil };
    await tx.append(personId, [{ kind: 'person.passkey_recovery_confirmed', payload }]);
    // What was lost with the passkey may be signed in.
    await closeSessions(tx, personId, { now, reason: 'passkeys-recovered' });
    return showRecovery(await recoveryNow(tx, recoveryId), person, now);
  });
}

/**
 * Takes an open recovery back: any admin may, and so may the person whose passkeys they are, who
 * may know best that nothing was lost.
 * @throws NotFound, Forbidden; Conflict `recovery-ended`
 */
export async function withdrawRecovery(
  ctx: Ctx,
  { recoveryId }: { recoveryId: string },
): Promise<RecoveryOut> {
  const { actor } = ctx;
  demand(actor, 'passkey.own', {}, 'This recovery');
  if (!isPerson(actor)) throw new Forbidden('Only a person can take this back.');
  return write(ctx, async (tx) => {
    const personId = await personOfRecovery(tx, recoveryId);
    const { person, now } = await holdPerson(tx, personId);
    const [self] = await lockPeople(tx, [actor.id]);
    const isAdmin = self !== undefined && mayRecover(self);
    demandWithdrawable(await recoveryNow(tx, recoveryId), { id: actor.id, isAdmin }, now);
    const payload = { recovery: recoveryId };
    await tx.append(personId, [{ kind: 'person.passkey_recovery_withdrawn', payload }]);
    return showRecovery(await recoveryNow(tx, recoveryId), person, now);
  });
}
