import { Conflict, Forbidden } from '@/lib/errors';
import { EVERYTHING, type FreezeRow } from '@/lib/freeze/schema';

/** What a freeze holds, as a sentence begins with it. */
export const frozenThing = (service: string): string =>
  service === EVERYTHING ? 'Everything' : service;

/** Whether a freeze of `service` holds something that concerns any of `touched`. */
export const reaches = (service: string, touched: readonly string[]): boolean =>
  service === EVERYTHING || touched.includes(service);

/** Who, when and why, for the refusal's reader: `freeze` in the problem. */
const about = ({ id, service, setBy, setAt, reason }: FreezeRow) => ({
  id,
  service,
  by: { id: setBy.id, name: setBy.name },
  at: setAt,
  reason,
});

/**
 * The refusal that a freeze makes of everything it holds. To those who may not know of the service
 * it names neither the service nor anything else of the freeze.
 * @param unchanged the sentence that says what did not happen.
 */
export function frozen(freeze: FreezeRow, isKnown: boolean, unchanged: string): Conflict {
  if (!isKnown) {
    return new Conflict('frozen', `People have frozen a service that this touches. ${unchanged}`);
  }
  const { service, setBy, setAt, reason } = freeze;
  const what = frozenThing(service);
  return new Conflict(
    'frozen',
    `${what} is frozen, by ${setBy.name} at ${setAt}: ${reason} ${unchanged}`,
    { freeze: about(freeze) },
  );
}

/** @throws Conflict `already-frozen` */
export function demandNotYetFrozen(service: string, active: FreezeRow | undefined): void {
  if (!active) return;
  const { setBy, setAt } = active;
  throw new Conflict(
    'already-frozen',
    `${frozenThing(service)} is frozen already, by ${setBy.name} at ${setAt}. Nothing was changed.`,
    { freeze: about(active) },
  );
}

function demandActive({ state, agreedBy }: FreezeRow): void {
  if (state === 'active') return;
  const by = agreedBy ? `, ${agreedBy.name} agreeing` : '';
  throw new Conflict('already-lifted', `This freeze was lifted already${by}.`);
}

/**
 * Refuses a wish to lift where one stands that still counts.
 * @param askerCounts whether who asked before may still ask.
 * @throws Conflict `already-lifted`, `lift-requested`
 */
export function demandAskable(freeze: FreezeRow, askerCounts: boolean): void {
  demandActive(freeze);
  const { liftRequest } = freeze;
  if (!liftRequest || !askerCounts) return;
  throw new Conflict(
    'lift-requested',
    `${liftRequest.by.name} has asked for this already; another person has to agree.`,
    { liftRequest },
  );
}

/** @throws Conflict `already-lifted`, `no-lift-request` */
function demandStanding(freeze: FreezeRow, requestId: string) {
  demandActive(freeze);
  if (freeze.liftRequest?.id === requestId) return freeze.liftRequest;
  throw new Conflict('no-lift-request', 'That wish to lift it does not stand any more.');
}

/** Only who asked takes it back. @throws Conflict, Forbidden */
export function demandWithdrawable(freeze: FreezeRow, requestId: string, personId: string): void {
  const { by } = demandStanding(freeze, requestId);
  if (by.id !== personId) throw new Forbidden(`Only ${by.name}, who asked, can take this back.`);
}

/**
 * Lifting takes two people who both may, at the moment it is lifted.
 * @param counts whether a person may lift it now, by id.
 * @throws Conflict `already-lifted`, `no-lift-request`, `not-eligible`; Forbidden `second-person`
 */
export function demandSecondPerson(
  freeze: FreezeRow,
  requestId: string,
  personId: string,
  counts: (personId: string) => boolean,
): void {
  const { by } = demandStanding(freeze, requestId);
  if (by.id === personId) {
    throw new Forbidden(
      'You asked for this; another person has to agree. Nothing was lifted.',
      'second-person',
    );
  }
  if (!counts(personId)) throw new Forbidden('You may not lift this any more.', 'not-eligible');
  if (!counts(by.id)) {
    throw new Conflict(
      'not-eligible',
      `${by.name}, who asked, may not lift it any more. Ask anew, and have another person agree.`,
    );
  }
}
