import 'server-only';
import { log } from '@/lib/logger';
import { db } from '@/lib/db/client';
import { ERASING } from '@/lib/log/erase';
import { Fan, type Take } from '@/lib/log/fan';
import { watch, type Watch } from '@/lib/log/publish';
import { readStream } from '@/lib/log/read';
import type { StoredEvent } from '@/lib/log/schema';

/** How long a nudge may be lost before the tail looks by itself, in milliseconds. */
const POLL_MS = 1000;
const PAGE = 500;
/** Newest events kept per followed stream, so that its readers share one query. */
const KEPT = 1000;

/** One process's reading end of a stream, shared by all its followers here. */
class Tail {
  users = 0;
  readonly #stopped = new AbortController();
  readonly fan: Promise<Fan<StoredEvent, number>>;

  constructor(readonly stream: string) {
    this.fan = this.#begin();
  }

  async #begin(): Promise<Fan<StoredEvent, number>> {
    const watched = watch(this.stream);
    try {
      const found = await db().stream.findUnique({ where: { id: this.stream } });
      const placeOf = ({ seq }: StoredEvent) => seq;
      const isAfter = (a: number, b: number) => a > b;
      const read = (after: number, head: number) => readStream(this.stream, after, PAGE, head);
      const fan = new Fan({ placeOf, isAfter, read, kept: KEPT }, found?.head ?? 0);
      void this.#run(fan, watched);
      return fan;
    } catch (error) {
      watched.close();
      throw error;
    }
  }

  async #run(fan: Fan<StoredEvent, number>, watched: Watch): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const news = await readStream(this.stream, fan.head, PAGE);
        // What was read before an erasure holds what it took: that is asked of the database from now on.
        const isErased = news.some(({ kind }) => kind === ERASING);
        fan.add(news, isErased);
        if (news.length === PAGE) continue;
      } catch (error) {
        log().warn({ err: error, stream: this.stream }, 'a followed stream could not be read');
      }
      await watched.changed(POLL_MS, signal);
    }
    watched.close();
  }

  stop(): void {
    this.#stopped.abort();
  }
}

const shared = globalThis as typeof globalThis & { countersignTails?: Map<string, Tail> };
const tails = (): Map<string, Tail> => (shared.countersignTails ??= new Map());

/**
 * Hands on a stream's events after `after` as they come, each once and in order, until `signal`
 * aborts. Rejects when the database cannot be reached at the start or for a page of the past.
 */
export async function follow(
  stream: string,
  after: number,
  signal: AbortSignal,
  take: Take<StoredEvent>,
): Promise<void> {
  const tail = tails().get(stream) ?? new Tail(stream);
  tails().set(stream, tail);
  tail.users += 1;
  try {
    const fan = await tail.fan;
    await fan.follow(after, signal, take);
  } finally {
    tail.users -= 1;
    if (tail.users === 0) {
      tails().delete(stream);
      tail.stop();
    }
  }
}
