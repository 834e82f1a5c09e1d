import 'server-only';
import { randomUUID } from 'node:crypto';
import { db } from '@/lib/db/client';
import { log } from '@/lib/logger';
import { publish } from '@/lib/log/publish';

/** What wakes whoever watches who is where. */
export const PRESENCE_TOPIC = 'presence';
/** A lease outlives one lost refresh: a process that was killed is missed after this, in seconds. */
const LEASE_S = 45;
const REFRESH_MS = 20_000;
/** A page that is loaded anew, or a stream that is opened again, leaves for less than this. */
const LEAVE_MS = 1_500;

/** One person in one room, through as many streams as they have here. */
interface Seat {
  room: string;
  personId: string;
  streams: number;
}

/** The leases of this process. It holds no knowledge that another would miss: the rows are it. */
class Attendance {
  readonly #holder = randomUUID();
  readonly #seats = new Map<string, Seat>();
  /** One write at a time, so that who comes back is never taken for gone by an older write. */
  #writing = Promise.resolve();
  #refreshing: NodeJS.Timeout | undefined;

  enter(room: string, personId: string): () => void {
    const key = `${room} ${personId}`;
    const seat = this.#seats.get(key) ?? { room, personId, streams: 0 };
    seat.streams += 1;
    if (!this.#seats.has(key)) {
      this.#seats.set(key, seat);
      this.#write(() => this.#take([seat], true));
    }
    // A process that ends does not stay for it: what it held runs out, or is taken over elsewhere.
    this.#refreshing ??= setInterval(() => this.#write(() => this.#refresh()), REFRESH_MS).unref();
    return () => {
      seat.streams -= 1;
      if (seat.streams > 0) return;
      setTimeout(() => {
        if (seat.streams > 0 || this.#seats.get(key) !== seat) return;
        this.#seats.delete(key);
        this.#write(() => this.#leave(seat));
      }, LEAVE_MS);
    };
  }

  #write(act: () => Promise<void>): void {
    this.#writing = this.#writing.then(act).catch((err: unknown) => {
      // Leases are written anew at the next refresh, and run out by themselves.
      log().warn({ err }, 'who is in a room could not be written');
    });
  }

  async #take(seats: Seat[], isNews: boolean): Promise<void> {
    const rooms = seats.map(({ room }) => room);
    const people = seats.map(({ personId }) => personId);
    await db().$executeRaw`
      INSERT INTO "presence" ("incidentId", "personId", "holder", "arrivedAt", "expiresAt")
      SELECT s."room", s."person", ${this.#holder}, clock_timestamp(),
             clock_timestamp() + make_interval(secs => ${LEASE_S})
      FROM unnest(${rooms}::text[], ${people}::text[]) AS s("room", "person")
      ON CONFLICT ("incidentId", "personId", "holder")
      DO UPDATE SET "expiresAt" = EXCLUDED."expiresAt"`;
    if (isNews) publish([PRESENCE_TOPIC]);
  }

  /** Keeps what is held, and clears away what processes that were killed left behind. */
  async #refresh(): Promise<void> {
    if (this.#seats.size === 0) {
      clearInterval(this.#refreshing);
      this.#refreshing = undefined;
      return;
    }
    await this.#take([...this.#seats.values()], false);
    await db().$executeRaw`
      DELETE FROM "presence" WHERE ctid IN (
        SELECT ctid FROM "presence" WHERE "expiresAt" < clock_timestamp() - interval '1 minute'
        LIMIT 500 FOR UPDATE SKIP LOCKED)`;
  }

  async #leave({ room, personId }: Seat): Promise<void> {
    if (this.#seats.has(`${room} ${personId}`)) return;
    await db().$executeRaw`
      DELETE FROM "presence" WHERE "incidentId" = ${room} AND "personId" = ${personId}
        AND "holder" = ${this.#holder}`;
    publish([PRESENCE_TOPIC]);
  }
}

const shared = globalThis as typeof globalThis & { countersignAttendance?: Attendance };

/**
 * Lets everybody see that a person has a room open, until the returned function is called: with a
 * lease that this process renews, and that runs out if it no longer can.
 */
export function attend(room: string, personId: string): () => void {
  return (shared.countersignAttendance ??= new Attendance()).enter(room, personId);
}
