import 'server-only';
import { log } from '@/lib/logger';
import { Fan, type Take } from '@/lib/log/fan';
import { ANYTHING, watch } from '@/lib/log/publish';
import { latestPlace, type Mention, type Place, readMentions } from '@/lib/log/read';

/** How long a nudge may be lost before we look by ourselves, in milliseconds. */
const POLL_MS = 1000;
const PAGE = 1000;
const KEPT = 5000;

const isAfter = (a: Place, b: Place): boolean => {
  if (a === b) return false;
  const [aTx, bTx] = [BigInt(a.txid), BigInt(b.txid)];
  return aTx === bTx ? BigInt(a.position) > BigInt(b.position) : aTx > bTx;
};

/** One process's reading end of the whole log, shared by all who follow it here. */
class Everything {
  users = 0;
  readonly #stopped = new AbortController();
  readonly fan: Promise<Fan<Mention, Place>> = this.#begin();

  async #begin(): Promise<Fan<Mention, Place>> {
    const read = (after: Place) => readMentions(after, PAGE);
    const placeOf = ({ txid, position }: Mention) => ({ txid, position });
    const fan = new Fan({ placeOf, isAfter, read, kept: KEPT }, await latestPlace());
    void this.#run(fan);
    return fan;
  }

  async #run(fan: Fan<Mention, Place>): Promise<void> {
    const watched = watch(ANYTHING);
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const news = await readMentions(fan.head, PAGE);
        fan.add(news);
        if (news.length === PAGE) continue;
      } catch (error) {
        log().warn({ err: error }, 'the log could not be followed');
      }
      await watched.changed(POLL_MS, signal);
    }
    watched.close();
  }

  stop(): void {
    this.#stopped.abort();
  }
}

const shared = globalThis as typeof globalThis & { countersignEverything?: Everything };

/**
 * Hands on mentions of every event after a place, or from now on, until `signal` aborts: each once,
 * in an order that is the same for every reader.
 */
export async function followAll(
  after: Place | undefined,
  signal: AbortSignal,
  take: Take<Mention>,
): Promise<void> {
  const everything = (shared.countersignEverything ??= new Everything());
  everything.users += 1;
  try {
    const fan = await everything.fan;
    await fan.follow(after ?? fan.head, signal, take);
  } finally {
    everything.users -= 1;
    if (everything.users === 0) {
      everything.stop();
      if (shared.countersignEverything === everything) delete shared.countersignEverything;
    }
  }
}
