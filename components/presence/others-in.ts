import type { RoomPresence } from '@/lib/presence/rules';

/** Those besides whoever looks: by name as far as they are named, and how many in all. */
export function othersIn(presence: RoomPresence | undefined, me: string) {
  const { people = [], more = 0 } = presence ?? {};
  const named = people.filter(({ id }) => id !== me);
  // In a crowd, who looks may be among those who are only counted.
  const unnamed = Math.max(0, people.length > named.length ? more : more - 1);
  return { named, count: named.length + unnamed };
}
