/** Somebody who has a room open, and since when, by the database's clock. */
export interface Present {
  id: string;
  name: string;
  since: string;
}

/** Who has one room open: those who came first, and how many there are besides. */
export interface RoomPresence {
  room: string;
  people: Present[];
  more: number;
}

/** One lease that has not run out; a person has one of each process that serves them. */
export interface LeaseRow {
  incidentId: string;
  personId: string;
  name: string;
  arrivedAt: Date;
}

/** A crowd is counted, not listed: each arrival is told to everybody who is there. */
export const MOST_NAMED = 24;

/** Who is in a room by the leases of all rooms: each person once, whoever came first at the front. */
export function presenceIn(room: string, leases: readonly LeaseRow[]): RoomPresence {
  const people = new Map<string, Present>();
  for (const { incidentId, personId, name, arrivedAt } of leases) {
    if (incidentId !== room) continue;
    const since = arrivedAt.toISOString();
    const before = people.get(personId);
    if (!before || since < before.since) people.set(personId, { id: personId, name, since });
  }
  const all = [...people.values()].toSorted(
    (a, b) => a.since.localeCompare(b.since) || a.id.localeCompare(b.id),
  );
  return { room, people: all.slice(0, MOST_NAMED), more: Math.max(0, all.length - MOST_NAMED) };
}
