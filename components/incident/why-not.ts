import type { RoomAct, RoomRights } from './room-rights';

/**
 * Why not, of an act in the room: what concerns the incident by its service, the rest by the run's. A
 * run that came by a merge since the page was made is asked as the incident is; the verb decides.
 */
export function whyNotIn(
  rights: RoomRights,
  incidentService: string,
  runService: string,
  act: RoomAct,
): string | undefined {
  const service = act.startsWith('incident.') ? incidentService : runService;
  return (rights[service] ?? rights[incidentService])?.[act] ?? undefined;
}
