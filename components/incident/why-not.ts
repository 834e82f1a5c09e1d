import type { RoomAct, RoomRights } from './room-rights';

/**
 * Why not, of an act in the room: what concerns the incident by its place, the rest by the run's. A
 * run that came by a merge since the page was made is asked as the incident is; the verb decides.
 */
export function whyNotIn(
  rights: RoomRights,
  incidentAt: string,
  runAt: string,
  act: RoomAct,
): string | undefined {
  const at = act.startsWith('incident.') ? incidentAt : runAt;
  return (rights[at] ?? rights[incidentAt])?.[act] ?? undefined;
}
