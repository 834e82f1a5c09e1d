import 'server-only';
import { log } from '@/lib/logger';
import { db } from '@/lib/db/client';
import { ERASING } from '@/lib/log/erase';
import { watch, type Watch } from '@/lib/log/publish';
import { readStream } from '@/lib/log/read';
import type { StoredEvent } from '@/lib/log/schema';

/** How long a nudge may be lost before the tail looks by itself, in milliseconds. */
const POLL_MS = 1000;
const PAGE = 500;
/** Newest events kept per followed stream, so that its readers share one query. */
const KEPT = 1000;

/**
 * One process's reading end of a stream, shared by all its followers: what is new is read once,
 * then handed to each. It is a cache: without it each follower would ask the database by itself.
 */
class Tail {
  head = 0;
  followers = 0;
  #recent: StoredEvent[] = [];
  #waiting = new Set<() => void>();
  readonly #stopped = new AbortController();
  readonly ready: Promise<void>;

  constructor(readonly stream: string) {
    this.ready = this.#begin();
  }

  async #begin(): Promise<void> {
    const watched = watch(this.stream);
    try {
      const found = await db().stream.findUnique({ where: { id: this.stream } });
      this.head = found?.head ?? 0;
    } catch (error) {
      watched.close();
      throw error;
    }
    void this.#run(watched);
  }

  async #run(watched: Watch): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const news = await readStream(this.stream, this.head, PAGE);
        if (news.length > 0) this.#take(news);
        if (news.length === PAGE) continue;
      } catch (error) {
        log().warn({ err: error, stream: this.stream }, 'a followed stream could not be read');
      }
      await watched.changed(POLL_MS, signal);
    }
    watched.close();
  }

  #take(news: StoredEvent[]): void {
    // What was read before an erasure holds what it took: that is asked of the database from now on.
    const isErased = news.some(({ kind }) => kind === ERASING);
    this.#recent = [...(isErased ? [] : this.#recent), ...news].slice(-KEPT);
    this.head = news.at(-1)?.seq ?? this.head;
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  async read(after: number): Promise<StoredEvent[]> {
    if (after >= this.head) return [];
    const first = this.#recent[0]?.seq ?? Number.POSITIVE_INFINITY;
    if (after + 1 >= first) return this.#recent.slice(after + 1 - first);
    return readStream(this.stream, after, PAGE, this.head);
  }

  async moved(after: number, signal: AbortSignal): Promise<void> {
    if (this.head > after || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  stop(): void {
    this.#stopped.abort();
  }
}

const shared = globalThis as typeof globalThis & { countersignTails?: Map<string, Tail> };
const tails = (): Map<string, Tail> => (shared.countersignTails ??= new Map());

/**
 * A stream's events after `after` as they come, each once and in order, until `signal` aborts.
 * Throws when the database cannot be reached at the start or for a page of the past.
 */
export async function* follow(
  stream: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<StoredEvent[]> {
  const tail = tails().get(stream) ?? new Tail(stream);
  tails().set(stream, tail);
  tail.followers += 1;
  try {
    await tail.ready;
    let last = after;
    while (!signal.aborted) {
      const events = await tail.read(last);
      if (events.length === 0) {
        await tail.moved(last, signal);
        continue;
      }
      last = events.at(-1)?.seq ?? last;
      yield events;
    }
  } finally {
    tail.followers -= 1;
    if (tail.followers === 0) {
      tails().delete(stream);
      tail.stop();
    }
  }
}
