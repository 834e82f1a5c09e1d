import type { RoomAct, RoomRights } from '@/lib/incidents/schema-rights';

/**
 * Why not, of an act in the room: what concerns the incident by its place, the rest by the run's. A
 * run comes with the rights at its place; until it has, nothing is offered. The verb decides.
 */
export function whyNotIn(
  rights: RoomRights,
  incidentAt: string,
  runAt: string,
  act: RoomAct,
): string | undefined {
  const known = rights[act.startsWith('incident.') ? incidentAt : runAt];
  if (!known) return 'What you may do here is not known yet. Reload the page.';
  return known[act] ?? undefined;
}
