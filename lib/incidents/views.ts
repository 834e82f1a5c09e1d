import { z } from 'zod';
import { incidentRow } from '@/lib/incidents/schema';
import { asOf } from '@/lib/live/instant';
import { floorInvestigation, roomInvestigation, waitingItem } from '@/lib/investigations/views';
import { storedEvent } from '@/lib/log/schema';
import { serviceRow } from '@/lib/services/schema';

const personRef = z.object({ id: z.string(), name: z.string() });

/** An incident as lists show it: its alerts are counted, not carried. */
export const incidentItem = incidentRow.omit({ alerts: true }).extend({
  commanderName: z.string().nullable(),
  alertCount: z.number().int(),
  firingCount: z.number().int(),
});
export type IncidentItem = z.infer<typeof incidentItem>;

export const floorItem = incidentItem.extend({
  investigations: z.array(floorInvestigation),
  waiting: z.array(waitingItem),
});
export type FloorItem = z.infer<typeof floorItem>;

/** Every live incident, what waits on the asker first. `now` is the database's time. */
export const floorView = z.object({
  items: z.array(floorItem),
  /** More are live than `items` holds. */
  isCut: z.boolean(),
  now: z.string(),
});
export type FloorView = z.infer<typeof floorView>;

/** Everything a room starts from; the live stream keeps it up to date by the same folds. */
export const roomView = z.object({
  incident: incidentRow,
  commander: personRef.nullable(),
  service: serviceRow.nullable(),
  /** The incident's own stream: opened, alerts, changes. */
  incidentEvents: z.array(storedEvent),
  investigations: z.array(roomInvestigation),
  now: z.string(),
  /** The moment as of which all of it is told; null of the present. */
  asOf: asOf.nullable(),
});
export type RoomView = z.infer<typeof roomView>;
