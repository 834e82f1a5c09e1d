import { z } from 'zod';

/** What people do in a room. */
export const roomAct = z.enum([
  'incident.change',
  'incident.merge',
  'control.give',
  'checkpoint.decide',
  'action.decide',
  'action.settle',
  'verification.report',
  'evidence.flag',
  'hypothesis.refute',
  'note.add',
  'verdict.give',
]);
export type RoomAct = z.infer<typeof roomAct>;

/** Per act, why the asker may not do it at a place; null where they may. */
const placeRights = z.record(roomAct, z.string().nullable());
export type PlaceRights = z.infer<typeof placeRights>;

/** By place, as `placeKey` names it: runs of what was merged are at places of their own. */
export const roomRights = z.record(z.string(), placeRights);
export type RoomRights = z.infer<typeof roomRights>;
