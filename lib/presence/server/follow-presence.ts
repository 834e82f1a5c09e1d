import 'server-only';
import { db } from '@/lib/db/client';
import { log } from '@/lib/logger';
import { watch } from '@/lib/log/publish';
import { type LeaseRow, presenceIn, type RoomPresence } from '@/lib/presence/rules';
import { PRESENCE_TOPIC } from '@/lib/presence/server/attend';

/** Leases run out, and nudges may be lost, without anybody saying so, in milliseconds. */
const POLL_MS = 5_000;
/** A crowd that comes at once is one look. */
const GATHER_MS = 200;

const readLeases = (rooms: string[]): Promise<LeaseRow[]> =>
  db().$queryRaw<LeaseRow[]>`
    SELECT l."incidentId", l."personId", p."name", l."arrivedAt"
    FROM "presence" l JOIN "person" p ON p."id" = l."personId"
    WHERE l."incidentId" = ANY(${rooms}::text[]) AND l."expiresAt" > clock_timestamp()
      AND p."status" = 'active'`;

interface Watched {
  now: RoomPresence | undefined;
  followers: number;
  waiting: Set<() => void>;
}

/** This process's look at who is where, shared by all who follow it: one question for all rooms. */
class Lookout {
  readonly #rooms = new Map<string, Watched>();
  /** Set while somebody is looked out for. */
  #looking: AbortController | undefined;

  enter(room: string): Watched {
    const watched = this.#rooms.get(room) ?? { now: undefined, followers: 0, waiting: new Set() };
    watched.followers += 1;
    this.#rooms.set(room, watched);
    if (!this.#looking) void this.#look((this.#looking = new AbortController()).signal);
    return watched;
  }

  leave(room: string, watched: Watched): void {
    watched.followers -= 1;
    if (watched.followers > 0) return;
    this.#rooms.delete(room);
    if (this.#rooms.size > 0) return;
    this.#looking?.abort();
    this.#looking = undefined;
  }

  async read(rooms: string[]): Promise<void> {
    try {
      const leases = await readLeases(rooms);
      for (const room of rooms) this.#take(presenceIn(room, leases));
    } catch (err) {
      log().warn({ err }, 'who is in a room could not be read');
    }
  }

  #take(presence: RoomPresence): void {
    const watched = this.#rooms.get(presence.room);
    if (!watched || JSON.stringify(watched.now) === JSON.stringify(presence)) return;
    watched.now = presence;
    const waiting = [...watched.waiting];
    watched.waiting.clear();
    for (const wake of waiting) wake();
  }

  async #look(signal: AbortSignal): Promise<void> {
    const watched = watch(PRESENCE_TOPIC);
    while (!signal.aborted) {
      await watched.changed(POLL_MS, signal);
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      if (!signal.aborted) await this.read([...this.#rooms.keys()]);
    }
    watched.close();
  }
}

const shared = globalThis as typeof globalThis & { countersignLookout?: Lookout };

/** Settles when somebody came or went since, or at the end of `signal`. */
const news = ({ waiting }: Watched, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      waiting.delete(done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    waiting.add(done);
    signal.addEventListener('abort', done, { once: true });
  });

/**
 * Who is in a room, at once and whenever somebody comes or goes on any process, until `signal`
 * aborts. Whether the asker may know of the room is the caller's to ask.
 */
export async function* followPresence(
  room: string,
  signal: AbortSignal,
): AsyncGenerator<RoomPresence> {
  const lookout = (shared.countersignLookout ??= new Lookout());
  const watched = lookout.enter(room);
  try {
    if (!watched.now) await lookout.read([room]);
    let told: RoomPresence | undefined;
    while (!signal.aborted) {
      const { now } = watched;
      if (now && now !== told) {
        told = now;
        yield now;
      } else await news(watched, signal);
    }
  } finally {
    lookout.leave(room, watched);
  }
}
