import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import type { Place } from '@/lib/access/reach';
import { placeKey } from '@/lib/incidents/place-key';
import { type PlaceRights, roomAct, type RoomRights } from '@/lib/incidents/schema-rights';

/**
 * What an actor may do at these places, asked of the one permission table: a browser is told the
 * answers and neither the table nor anyone's roles.
 * @param signers roles besides approvers that policy may have sign, and that the actor holds
 */
export function roomRightsOf(
  actor: Actor,
  places: readonly Place[],
  signers: string[],
): RoomRights {
  const at = ({ service, environment }: Place): PlaceRights => {
    const resource = { service, ...(environment ? { environment } : {}), signers };
    const answers = roomAct.options.map((act) => {
      const answer = can(actor, act, resource);
      return [act, answer.allowed ? null : answer.reason];
    });
    return Object.fromEntries(answers) as PlaceRights;
  };
  return Object.fromEntries(places.map((place) => [placeKey(place), at(place)]));
}
