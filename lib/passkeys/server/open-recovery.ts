import 'server-only';
import { type Ctx, isPerson } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { Conflict, Forbidden } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { parseRows } from '@/lib/log/rows';
import { type Tx, write } from '@/lib/log/write';
import type { RecoveryOut } from '@/lib/passkeys/output';
import { demandOpenable } from '@/lib/passkeys/recovery-rules';
import { personProjection } from '@/lib/people/fold';
import { holdPerson } from '@/lib/people/server/existing-person';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';
import {
  CONFIRM_TTL_MS,
  mayRecover,
  openRecoveryOf,
  recoveryNow,
  showRecovery,
} from './recoveries';

/** Who may recover others now. */
async function adminsNow(tx: Tx): Promise<string[]> {
  const found = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "person" WHERE "status" = 'active'
      AND "roles" @> '[{"role": "admin", "service": "*"}]'::jsonb`;
  const rows = await tx.db.person.findMany({ where: { id: { in: found.map(({ id }) => id) } } });
  return parseRows(personProjection, rows)
    .filter(mayRecover)
    .map(({ id }) => id);
}

/**
 * The first of two admins opens a recovery for somebody who has lost their passkeys. Nothing changes
 * for them until another confirms it.
 * @throws NotFound; Forbidden, `second-person`; Conflict `disabled`, `recovery-open`,
 * `no-second-admin`
 */
export async function openRecovery(
  ctx: Ctx,
  { personId, reason }: { personId: string; reason: string },
): Promise<RecoveryOut> {
  const { actor } = ctx;
  demand(actor, 'passkey.recover', {}, 'This person');
  if (!isPerson(actor)) throw new Forbidden('Only a person can recover somebody’s passkeys.');
  const hidden = maskSecrets(reason);
  return write(ctx, async (tx) => {
    const { person, now } = await holdPerson(tx, personId);
    if (person.status !== 'active') {
      throw new Conflict('disabled', `${person.name} cannot sign in. Nothing was opened.`);
    }
    const open = await openRecoveryOf(tx.db, personId, now);
    demandOpenable(personId, actor.id, open, await adminsNow(tx));
    const recovery = newId('pkr');
    const confirmUntil = new Date(now.getTime() + CONFIRM_TTL_MS).toISOString();
    const payload = { recovery, reason: hidden.value, ...maskedCount(hidden), confirmUntil };
    await tx.append(personId, [{ kind: 'person.passkey_recovery_opened', payload }]);
    return showRecovery(await recoveryNow(tx, recovery), person, now);
  });
}
