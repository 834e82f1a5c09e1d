import type { actionPayloads } from '@/lib/actions/schema';
import type { commandPayloads } from '@/lib/command/schema';
import type { grantPayloads } from '@/lib/grants/schema';
import type { incidentPayloads } from '@/lib/incidents/schema';
import type { serverPayloads, storedPayloads } from '@/lib/investigations/schema';
import type { contentErased } from '@/lib/log/erased';
import { type EventOf, eventOf } from '@/lib/log/projection';
import type { StoredEvent } from '@/lib/log/schema';

type Kinds = typeof storedPayloads &
  typeof serverPayloads &
  typeof actionPayloads &
  typeof grantPayloads &
  typeof incidentPayloads &
  typeof commandPayloads & { 'content.erased': typeof contentErased };

/** Every kind that a room meets, discriminated; a kind it does not know falls to `default`. */
export type RoomEvent = EventOf<Kinds>;

export const roomEvent = (event: StoredEvent): RoomEvent => eventOf<Kinds>(event);
