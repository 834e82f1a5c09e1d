import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { Conflict } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { type Tx, write } from '@/lib/log/write';
import { personChangeProjection } from '@/lib/people/fold-change';
import type { PersonChangeRow, ProposeChangeInput } from '@/lib/people/schema-change';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';
import { holdPerson } from './existing-person';
import { COMMAND_LINE, invitedAs } from './invite-person';
import { actInTwos, lockAdmins } from './keep-one-admin';

/** A second admin has a week; what nobody agreed to by then has to be proposed again. */
const TTL_MS = 7 * 24 * 60 * 60 * 1000;

/** A change as the transaction has just left it. */
export async function changeAfter(tx: Tx, id: string): Promise<PersonChangeRow> {
  const row = await tx.row(personChangeProjection, id);
  if (!row) throw new Error('A change of people was written and is not there.');
  return row;
}

async function streamOf(tx: Tx, input: ProposeChangeInput): Promise<string> {
  if (input.kind === 'invite') return (await invitedAs(tx, input.email)) ?? newId('usr');
  await holdPerson(tx, input.personId);
  return input.personId;
}

/**
 * Proposes a change of people to which a second admin has to agree.
 * @throws Forbidden, NotFound; Conflict `already-joined`, `one-admin-suffices`
 */
export async function proposeChange(ctx: Ctx, input: ProposeChangeInput): Promise<PersonChangeRow> {
  if (ctx.actor.id !== COMMAND_LINE.id) demand(ctx.actor, 'person.manage', {}, 'This change');
  const hidden = maskSecrets(input.reason);
  return write(ctx, async (tx) => {
    await lockAdmins(tx);
    const stream = await streamOf(tx, input);
    if (!(await actInTwos(tx.db))) {
      throw new Conflict(
        'one-admin-suffices',
        'There has been one admin so far, so nobody could agree. Make the change itself.',
      );
    }
    const { now } = await tx.lock(stream, {});
    const change = newId('pch');
    const payload = {
      change,
      kind: input.kind,
      email: input.kind === 'invite' ? input.email : null,
      roles: input.kind === 'invite' || input.kind === 'roles' ? input.roles : null,
      reason: hidden.value,
      ...maskedCount(hidden),
      expiresAt: new Date(now.getTime() + TTL_MS).toISOString(),
    };
    await tx.append(stream, [{ kind: 'person.change_proposed', payload }]);
    return changeAfter(tx, change);
  });
}
