import { EVERYTHING, type freezePayloads, type FreezeRow, freezeRow } from '@/lib/freeze/schema';
import { eventOf, projection } from '@/lib/log/projection';
import { serviceStream } from '@/lib/services/fold';

/** What concerns all of an installation and no single thing in it. */
export const INSTALLATION = 'installation';

/** The stream that a freeze of this is written to: its row's lock makes freezes of it one by one. */
export const freezeStream = (service: string): string =>
  service === EVERYTHING ? INSTALLATION : serviceStream(service);

export const freezeProjection = projection<FreezeRow>({
  name: 'freeze',
  key: 'id',
  row: freezeRow,
  keysOf(stored) {
    const event = eventOf<typeof freezePayloads>(stored);
    switch (event.kind) {
      case 'freeze.set':
      case 'freeze.lift_requested':
      case 'freeze.lift_withdrawn':
      case 'freeze.lifted':
        return [event.payload.freeze];
      default:
        return [];
    }
  },
  fold(row, stored, id) {
    const event = eventOf<typeof freezePayloads>(stored);
    if (event.kind === 'freeze.set') {
      const { freeze: _id, service, reason, ...reached } = event.payload;
      return {
        id,
        service,
        reason,
        state: 'active',
        setBy: event.actor,
        setAt: event.recordedAt,
        reached,
        liftRequest: null,
        agreedBy: null,
        liftedAt: null,
      };
    }
    if (!row) return undefined;
    switch (event.kind) {
      case 'freeze.lift_requested': {
        const { request, reason } = event.payload;
        return {
          ...row,
          liftRequest: { id: request, by: event.actor, at: event.recordedAt, reason },
        };
      }
      case 'freeze.lift_withdrawn':
        return { ...row, liftRequest: null };
      case 'freeze.lifted':
        return { ...row, state: 'lifted', agreedBy: event.actor, liftedAt: event.recordedAt };
      default:
        return row;
    }
  },
});
