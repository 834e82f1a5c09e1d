import { z } from 'zod';
import { incidentRow } from '@/lib/incidents/schema';
import { incidentRef, mergeOffer } from '@/lib/incidents/schema-merge';
import { roomRights } from '@/lib/incidents/schema-rights';
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

const shownOnFloor = incidentItem.omit({
  summary: true,
  openedBy: true,
  groupKey: true,
  groupKeys: true,
  apartFrom: true,
  mergedVia: true,
  splitFrom: true,
});

export const floorItem = shownOnFloor.extend({
  /** How many others are part of it; their runs, and what waits there, are told of here. */
  partCount: z.number().int(),
  investigations: z.array(floorInvestigation),
  waiting: z.array(waitingItem),
});
export type FloorItem = z.infer<typeof floorItem>;

/** Every live incident, what waits on the asker first. `now` is the database's time. */
export const floorView = z.object({
  items: z.array(floorItem),
  /** More are live than `items` holds. */
  isCut: z.boolean(),
  /** Incidents that may be one outage, for a person to decide. */
  offers: z.array(mergeOffer),
  now: z.string(),
});
export type FloorView = z.infer<typeof floorView>;

/** A few rows of the floor, read anew; `gone` are those that are no rows of it. */
export const floorRows = z.object({
  items: z.array(floorItem),
  gone: z.array(z.string()),
  now: z.string(),
});
export type FloorRows = z.infer<typeof floorRows>;

/** Everything a room starts from; the live stream keeps it up to date by the same folds. */
export const roomView = z.object({
  incident: incidentRow,
  commander: personRef.nullable(),
  service: serviceRow.nullable(),
  /** What it is part of, where that is the asker's to know; its runs stand there too. */
  survivor: incidentRef.nullable(),
  /** What is part of it: their runs stand among its own. */
  parts: z.array(incidentRef),
  /** The incident's own stream: opened, alerts, changes. */
  incidentEvents: z.array(storedEvent),
  investigations: z.array(roomInvestigation),
  /** What the asker may do, at the place of each run that is shown; of the past nothing is done. */
  rights: roomRights,
  now: z.string(),
  /** The moment as of which all of it is told; null of the present. */
  asOf: asOf.nullable(),
});
export type RoomView = z.infer<typeof roomView>;
