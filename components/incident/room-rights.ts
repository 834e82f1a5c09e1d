import type { PersonActor } from '@/lib/access/actor';
import { can, type Resource } from '@/lib/access/permissions';

/** What people do in a room. */
export const ROOM_ACTS = [
  'incident.change',
  'control.give',
  'checkpoint.decide',
  'action.decide',
  'action.settle',
  'verification.report',
  'evidence.flag',
  'hypothesis.refute',
  'note.add',
  'verdict.give',
] as const;
export type RoomAct = (typeof ROOM_ACTS)[number];

/** Per act, why this person may not do it here; null where they may. */
export type RoomRights = Record<RoomAct, string | null>;

/**
 * What a person may do at a place, asked of the one permission table as the page is rendered:
 * the browser is told the answers and neither the table nor anyone's roles.
 */
export function roomRights(actor: PersonActor, at: Resource): RoomRights {
  const answers = ROOM_ACTS.map((act) => {
    const answer = can(actor, act, at);
    return [act, answer.allowed ? null : answer.reason];
  });
  return Object.fromEntries(answers) as RoomRights;
}
