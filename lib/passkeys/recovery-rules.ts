import { Conflict, Forbidden, NotFound } from '@/lib/errors';
import type { RecoveryRow } from '@/lib/passkeys/schema';

/** Whether nobody confirmed a recovery, or the person did not enrol by it, in time. */
export function isRecoveryOver(
  { state, confirmUntil, enrolUntil }: Pick<RecoveryRow, 'state' | 'confirmUntil' | 'enrolUntil'>,
  now: Date,
): boolean {
  const until = state === 'opened' ? confirmUntil : state === 'confirmed' ? enrolUntil : null;
  return until !== null && Date.parse(until) <= now.getTime();
}

/**
 * Nobody recovers their own passkeys, and one admin alone recovers nobody's.
 * @param others who else could confirm it, as they are now
 * @throws Forbidden `second-person`; Conflict `recovery-open`, `no-second-admin`
 */
export function demandOpenable(
  personId: string,
  adminId: string,
  open: RecoveryRow | undefined,
  others: string[],
): void {
  if (personId === adminId) {
    throw new Forbidden(
      'These are your own passkeys: another admin opens a recovery, and a third person confirms it.',
      'second-person',
    );
  }
  if (open) {
    throw new Conflict('recovery-open', `${open.openedBy.name} has opened one already.`, {
      recovery: open.id,
    });
  }
  if (others.some((id) => id !== personId && id !== adminId)) return;
  throw new Conflict(
    'no-second-admin',
    'It takes a second admin of every service to confirm it, and there is none. Nothing was opened.',
  );
}

function demandOpened(row: RecoveryRow, now: Date): void {
  if (row.state === 'opened' && !isRecoveryOver(row, now)) return;
  const why = row.state === 'opened' ? 'nobody confirmed it in time' : `it was ${row.state}`;
  throw new Conflict('recovery-ended', `This recovery is over: ${why}. Nothing was changed.`);
}

/**
 * Two admins recover a third person's passkeys: each of them, now, and nobody twice.
 * @param counts whether a person may recover others now, by id
 * @throws Forbidden `second-person`, `not-eligible`; Conflict `recovery-ended`, `not-eligible`
 */
export function demandConfirmable(
  row: RecoveryRow,
  adminId: string,
  counts: (personId: string) => boolean,
  now: Date,
): void {
  demandOpened(row, now);
  const { openedBy, personId } = row;
  if (adminId === openedBy.id || adminId === personId) {
    throw new Forbidden(
      adminId === personId
        ? 'These are your own passkeys: two others have to. Nothing was changed.'
        : 'You opened this; another admin has to confirm it. Nothing was changed.',
      'second-person',
    );
  }
  if (!counts(adminId)) throw new Forbidden('You may not confirm this any more.', 'not-eligible');
  if (counts(openedBy.id)) return;
  throw new Conflict(
    'not-eligible',
    `${openedBy.name}, who opened it, is no admin any more. Open it anew.`,
  );
}

/** An admin takes it back, or the person whose passkeys they are. @throws NotFound, Conflict */
export function demandWithdrawable(
  row: RecoveryRow,
  person: { id: string; isAdmin: boolean },
  now: Date,
): void {
  if (!person.isAdmin && person.id !== row.personId) throw new NotFound('This recovery');
  demandOpened(row, now);
}
