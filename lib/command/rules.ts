import type { HandoverRow } from '@/lib/command/schema';
import { Conflict, Forbidden } from '@/lib/errors';

type Offer = Pick<HandoverRow, 'state' | 'toId' | 'toName' | 'from'>;

/** Only what one has can be handed over. @throws Forbidden `not-in-command` */
export function demandCommanding(personId: string, commanderId: string | null): void {
  if (personId === commanderId) return;
  throw new Forbidden(
    'Only whoever commands this incident hands its command over. Take command first.',
    'not-in-command',
  );
}

/** One offer is open at a time. @throws Conflict `handover-open` */
export function demandNoOffer(offer: Offer | undefined): void {
  if (offer?.state !== 'offered') return;
  throw new Conflict(
    'handover-open',
    `Command is offered to ${offer.toName} already. Withdraw that first; nothing was changed.`,
  );
}

/** @throws Conflict `no-handover` where none is open */
export function demandOffer<Row extends Offer>(offer: Row | undefined): Row {
  if (offer?.state === 'offered') return offer;
  const how = offer ? `The hand-over was ${offer.state}.` : 'Nobody has offered command.';
  throw new Conflict('no-handover', `${how} Nothing was changed.`);
}

/** @throws Forbidden where it was offered to somebody else */
export function demandAnswerer(offer: Offer, personId: string): void {
  if (offer.toId === personId) return;
  throw new Forbidden(
    `Command was offered to ${offer.toName}, who alone answers that. You may take command instead.`,
  );
}
