import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import type { Place } from '@/lib/access/reach';
import { placeKey } from './place-key';

/** What people do in a room. */
export const ROOM_ACTS = [
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
] as const;
export type RoomAct = (typeof ROOM_ACTS)[number];

/** Per act, why this person may not do it at a place; null where they may. */
export type PlaceRights = Record<RoomAct, string | null>;

/** By place: runs of what was merged are at places of their own. */
export type RoomRights = Record<string, PlaceRights>;

/**
/**
 * What a person may do at these places, asked of the one permission table as the page is rendered:
 * the browser is told the answers and neither the table nor anyone's roles.
 * @param signers roles besides approvers that policy may have sign, and that the person holds
 */
export function roomRights(
  actor: PersonActor,
  places: readonly Place[],
  signers: string[],
): RoomRights {
  const at = ({ service, environment }: Place): PlaceRights => {
    const resource = { service, ...(environment ? { environment } : {}), signers };
    const answers = ROOM_ACTS.map((act) => {
      const answer = can(actor, act, resource);
      return [act, answer.allowed ? null : answer.reason];
    });
    return Object.fromEntries(answers) as PlaceRights;
  };
  return Object.fromEntries(places.map((place) => [placeKey(place), at(place)]));
}
