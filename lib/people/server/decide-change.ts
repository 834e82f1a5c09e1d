import 'server-only';
import { type Ctx, isPerson, type PersonActor } from '@/lib/access/actor';
import { demand } from '@/lib/access/demand';
import { can } from '@/lib/access/permissions';
import { lockPeople } from '@/lib/actions/server/lock-people';
import { Conflict, Forbidden, NotFound } from '@/lib/errors';
import { type Tx, write } from '@/lib/log/write';
import { personChangeProjection } from '@/lib/people/fold-change';
import { demandOther, demandWaiting } from '@/lib/people/rules';
import type { OneTimeLink, PersonRow } from '@/lib/people/schema';
import type { AgreedChange, PersonChangeRow } from '@/lib/people/schema-change';
import { maskSecrets } from '@/lib/text/mask';
import { maskedCount } from '@/lib/text/masked-count';
import { setRolesIn } from './change-roles';
import { enableIn } from './disable-person';
import { holdPerson } from './existing-person';
import { COMMAND_LINE, invitedAs, inviteIn } from './invite-person';
import { resetIn } from './issue-reset';
import { lockAdmins } from './keep-one-admin';
import { changeAfter } from './propose-change';

const WHAT = 'This change';

const mayManage = (row: PersonRow | undefined): boolean =>
  row?.status === 'active' &&
  can({ type: 'person', sessionId: '', ...row }, 'person.manage').allowed;

interface Held {
  change: PersonChangeRow;
  actor: PersonActor;
  now: Date;
  /** Whether a person may manage people as they are now. */
  mayStill: (personId: string) => boolean;
}

/** A change that still waits, held with both admins as they are now. @throws Conflict, NotFound */
async function holdChange(tx: Tx, { actor }: Ctx, id: string): Promise<Held> {
  if (!isPerson(actor)) throw new Forbidden('Only people decide on people.');
  demand(actor, 'person.manage', {}, WHAT);
  await lockAdmins(tx);
  const found = await tx.db.personChange.findUnique({ where: { id } });
  if (!found) throw new NotFound(WHAT);
  const before = await tx.row(personChangeProjection, id);
  const people = await lockPeople(tx, [actor.id, before?.proposedBy.id ?? '']);
  const { now } = await tx.lock(found.personId);
  const change = await changeAfter(tx, id);
  demandWaiting(change, now);
  const mayStill = (personId: string) => mayManage(people.find((row) => row.id === personId));
  if (!mayStill(actor.id)) {
    throw new Forbidden('You may not manage people any more.', 'not-eligible');
  }
  return { change, actor, now, mayStill };
}

/** Does what was agreed to, with its refusals. */
async function carryOut(
  tx: Tx,
  change: PersonChangeRow,
  now: Date,
): Promise<OneTimeLink | undefined> {
  const { kind, email, roles, personId, reason } = change;
  if (kind === 'invite') {
    if (email === null || roles === null) throw new Error('An invitation without an address.');
    return inviteIn(tx, { email, roles }, (await invitedAs(tx, email)) ?? personId);
  }
  const { person } = await holdPerson(tx, personId);
  if (kind === 'reset') return resetIn(tx, person, now);
  if (kind === 'enable') await enableIn(tx, person, reason);
  else await setRolesIn(tx, person, roles ?? []);
  return undefined;
}

/**
 * The second admin agrees, and it is done with the same commit.
 * @throws Forbidden `second-person`, `not-eligible`; Conflict `already-decided`, `expired`,
 * `not-eligible`, and as the change itself does
 */
export async function agreeChange(
  ctx: Ctx,
  { changeId }: { changeId: string },
): Promise<AgreedChange> {
  return write(ctx, async (tx) => {
    const { change, actor, now, mayStill } = await holdChange(tx, ctx, changeId);
    demandOther(change, actor.id);
    const { proposedBy } = change;
    if (proposedBy.id !== COMMAND_LINE.id && !mayStill(proposedBy.id)) {
      throw new Conflict(
        'not-eligible',
        `${proposedBy.name}, who proposed this, may not manage people any more. Propose it anew.`,
      );
    }
    await tx.append(change.personId, [
      { kind: 'person.change_agreed', payload: { change: changeId } },
    ]);
    const made = await carryOut(tx, change, now);
    return {
      change: await changeAfter(tx, changeId),
      ...(made ? { link: made.link, linkExpiresAt: made.expiresAt } : {}),
    };
  });
}

/**
 * Says no to a change, or takes one's own back; either way nothing is changed.
 * @throws Conflict `already-decided`, `expired`
 */
export async function declineChange(
  ctx: Ctx,
  { changeId, reason }: { changeId: string; reason: string },
): Promise<PersonChangeRow> {
  const hidden = maskSecrets(reason);
  return write(ctx, async (tx) => {
    const { change, actor } = await holdChange(tx, ctx, changeId);
    const isOwn = change.proposedBy.id === actor.id;
    await tx.append(change.personId, [
      isOwn
        ? { kind: 'person.change_withdrawn', payload: { change: changeId } }
        : {
            kind: 'person.change_declined',
            payload: { change: changeId, reason: hidden.value, ...maskedCount(hidden) },
          },
    ]);
    return changeAfter(tx, changeId);
  });
}
