import 'server-only';
import { log } from '@/lib/logger';
import { ANYTHING, watch } from '@/lib/log/publish';
import { latestPlace, type Mention, type Place, readMentions } from '@/lib/log/read';

/** How long a nudge may be lost before we look by ourselves, in milliseconds. */
const POLL_MS = 1000;
const PAGE = 1000;
const KEPT = 5000;

const isAfter = (a: Place, b: Place): boolean => {
  const [aTx, bTx] = [BigInt(a.txid), BigInt(b.txid)];
  return aTx === bTx ? BigInt(a.position) > BigInt(b.position) : aTx > bTx;
};

/** One process's reading end of the whole log, shared by all who follow it here. */
class Everything {
  followers = 0;
  place: Place = { txid: '0', position: '0' };
  /** Where `#recent` begins: readers from before it ask the database. */
  #from: Place = this.place;
  #recent: Mention[] = [];
  #waiting = new Set<() => void>();
  readonly #stopped = new AbortController();
  readonly ready: Promise<void> = this.#begin();

  async #begin(): Promise<void> {
    this.place = await latestPlace();
    this.#from = this.place;
    void this.#run();
  }

  async #run(): Promise<void> {
    const watched = watch(ANYTHING);
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const news = await readMentions(this.place, PAGE);
        const last = news.at(-1);
        if (last) {
          this.place = { txid: last.txid, position: last.position };
          this.#recent.push(...news);
          const dropped = this.#recent.splice(0, Math.max(0, this.#recent.length - KEPT)).at(-1);
          if (dropped) this.#from = dropped;
          const waiting = this.#waiting;
          this.#waiting = new Set();
          for (const wake of waiting) wake();
        }
        if (news.length === PAGE) continue;
      } catch (error) {
        log().warn({ err: error }, 'the log could not be followed');
      }
      await watched.changed(POLL_MS, signal);
    }
    watched.close();
  }

  async read(after: Place): Promise<Mention[]> {
    if (!isAfter(this.place, after)) return [];
    if (isAfter(this.#from, after)) return readMentions(after, PAGE);
    // From the end: thousands of readers are at most a few mentions behind, and thousands are kept.
    const last = this.#recent.findLastIndex((mention) => !isAfter(mention, after));
    return this.#recent.slice(last + 1);
  }

  async moved(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
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

const shared = globalThis as typeof globalThis & { countersignEverything?: Everything };

/**
 * Mentions of every event after a place, or from now on, until `signal` aborts: each once, in an
 * order that is the same for every reader.
 */
export async function* followAll(
  after: Place | undefined,
  signal: AbortSignal,
): AsyncGenerator<Mention[]> {
  const everything = (shared.countersignEverything ??= new Everything());
  everything.followers += 1;
  try {
    await everything.ready;
    let place = after ?? everything.place;
    while (!signal.aborted) {
      const mentions = await everything.read(place);
      const last = mentions.at(-1);
      if (!last) {
        await everything.moved(signal);
        continue;
      }
      place = { txid: last.txid, position: last.position };
      yield mentions;
    }
  } finally {
    everything.followers -= 1;
    if (everything.followers === 0) {
      everything.stop();
      if (shared.countersignEverything === everything) delete shared.countersignEverything;
    }
  }
}
