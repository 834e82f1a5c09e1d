import 'server-only';
import { Encoded, type Send } from '@/lib/http/sse';
import { withoutBodies } from '@/lib/investigations/without-bodies';
import { encodeLive, type LiveCursor } from '@/lib/live/cursor';
import { follow } from '@/lib/log/follow';
import type { StoredEvent } from '@/lib/log/schema';

export interface Live {
  cursor: LiveCursor;
  send: Send;
  signal: AbortSignal;
}

/** By event, as a tail hands the same one to every viewer of its stream. */
const written = new WeakMap<StoredEvent, Encoded>();

/** A timeline frame's data, written once for all who are sent it. */
function timelineData(stream: string, event: StoredEvent): Encoded {
  const known = written.get(event);
  if (known) return known;
  const data = new Encoded(JSON.stringify({ stream, event: withoutBodies(event) }));
  written.set(event, data);
  return data;
}

/**
 * Events of a run that came by a merge which are told again: the room is read anew a little earlier
 * or later than its run is carried from, and passes repeats over.
 */
const OVERLAP = 200;

/**
 * What one live stream carries whole, and for which of its rooms: a run of what is part of another
 * incident belongs to both rooms, and is carried once. A `carry` frame says so before its first event.
 */
export class Carriage {
  readonly #carried = new Map<string, { rooms: Set<string>; ended: AbortController }>();
  readonly #failed = new AbortController();

  constructor(
    readonly live: Live,
    readonly rooms: readonly string[],
  ) {}

  /** Aborts, with the reason, when a stream can be carried no further. */
  get failed(): AbortSignal {
    return this.#failed.signal;
  }

  has(stream: string): boolean {
    return this.#carried.has(stream);
  }

  /** Carries each of these streams for some rooms, from where the reader says that it is. */
  begin(wanted: ReadonlyMap<string, readonly string[]>): void {
    // All are announced before any goes, so that one seq holds for every room of a stream.
    const fresh = [...wanted].filter(([stream, rooms]) => {
      const isFresh = !this.has(stream);
      for (const room of rooms) this.#announce(room, stream, false);
      return isFresh;
    });
    for (const [stream] of fresh) this.#go(stream);
  }

  /**
   * After a merge, or the end of one: what came is carried from about where it is, as its room is read
   * anew for it, and what left no longer.
   */
  reshape(room: string, runs: readonly { id: string; lastSeq: number }[]): void {
    const kept = new Set([room, ...runs.map(({ id }) => id)]);
    for (const [stream, { rooms }] of this.#carried) {
      if (rooms.has(room) && !kept.has(stream)) this.#drop(room, stream);
    }
    const { seqs } = this.live.cursor;
    for (const { id, lastSeq } of runs) {
      if (this.#carried.get(id)?.rooms.has(room)) continue;
      const isFresh = !this.has(id);
      if (isFresh && !seqs.has(id)) seqs.set(id, Math.max(0, lastSeq - OVERLAP));
      this.#announce(room, id, true);
      if (isFresh) this.#go(id);
    }
  }

  #drop(room: string, stream: string): void {
    const carried = this.#carried.get(stream);
    if (!carried?.rooms.delete(room)) return;
    this.#send('carry', { room, stream, after: null });
    if (carried.rooms.size > 0) return;
    carried.ended.abort();
    this.#carried.delete(stream);
    this.live.cursor.seqs.delete(stream);
  }

  #announce(room: string, stream: string, anew: boolean): void {
    const carried = this.#carried.get(stream) ?? { rooms: new Set(), ended: new AbortController() };
    if (carried.rooms.has(room)) return;
    carried.rooms.add(room);
    this.#carried.set(stream, carried);
    const after = this.live.cursor.seqs.get(stream) ?? 0;
    this.#send('carry', { room, stream, after, ...(anew && { anew }) });
  }

  #go(stream: string): void {
    const ended = this.#carried.get(stream)?.ended.signal;
    if (!ended) return;
    void this.#carry(stream, AbortSignal.any([this.live.signal, ended])).catch((error: unknown) => {
      if (!ended.aborted) this.#failed.abort(error);
    });
  }

  async #carry(stream: string, signal: AbortSignal): Promise<void> {
    const after = this.live.cursor.seqs.get(stream) ?? 0;
    await follow(stream, after, signal, (events) => this.#tell(stream, events, signal));
  }

  /** Sends events one after the other; a promise while the client has no room for the next. */
  #tell(
    stream: string,
    events: readonly StoredEvent[],
    signal: AbortSignal,
  ): Promise<void> | undefined {
    const { cursor, send } = this.live;
    for (const [place, event] of events.entries()) {
      if (signal.aborted) return undefined;
      cursor.seqs.set(stream, event.seq);
      const data = timelineData(stream, event);
      const full = send({ id: encodeLive(cursor), event: 'timeline', data });
      if (full) return full.then(() => this.#tell(stream, events.slice(place + 1), signal));
    }
    return undefined;
  }

  /** Small and rare: it takes its place in the line and nobody waits for it. */
  #send(event: string, data: unknown): void {
    const { cursor, send } = this.live;
    send({ id: encodeLive(cursor), event, data })?.catch((error: unknown) =>
      this.#failed.abort(error),
    );
  }
}
