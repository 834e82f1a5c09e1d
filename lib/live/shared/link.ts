import type { LiveCursor } from '@/lib/live/cursor';
import type { Asking, Greeting, Telling } from '@/lib/live/shared/messages';

/** A hub says something every 10 s; after this long, in ms, it is taken for dead. */
const SILENCE_MS = 25_000;
/** And a new one has this long for its first word. */
const FIRST_WORD_MS = 6_000;
const LOOK_MS = 2_000;
/** So long after one was lost, in ms, a browser has surely let go of it, and gives no other the same. */
const GONE_MS = 300;
/** One worker may have died, or two at an unhappy moment; after that this page holds its own stream. */
const MOST_LOST = 2;
/** A look this late means that the page was asleep, and so heard nothing. */
const ASLEEP_MS = 10_000;

export interface Subscription {
  room: string | undefined;
  cursor: LiveCursor;
  onTelling: (telling: Telling) => void;
  /** The hub is gone and another one is asked: until it answers, nothing arrives. */
  onSilence: () => void;
}

interface Subscribed extends Subscription {
  id: string;
  hasStood: boolean;
}

/**
 * A page's way to the hub of its person: in the worker that all tabs share where the browser has one,
 * in the page itself where it has not, or where the worker does not answer.
 */
class Link {
  readonly #subscribed = new Set<Subscribed>();
  #port: MessagePort | undefined;
  #worker: SharedWorker | undefined;
  #lost = 0;
  #returning: ReturnType<typeof setTimeout> | undefined;
  #isLoading = false;
  #heardAt = 0;
  #lookedAt = 0;
  #looking: ReturnType<typeof setInterval> | undefined;

  constructor(readonly viewer: string) {
    addEventListener('pagehide', () => this.#leave());
    addEventListener('pageshow', ({ persisted }) => persisted && this.#subscribeAll());
  }

  subscribe(subscription: Subscription): () => void {
    const subscribed = { ...subscription, id: newId(), hasStood: false };
    this.#subscribed.add(subscribed);
    this.#looking ??= setInterval(() => this.#look(), LOOK_MS);
    this.#lookedAt = Date.now();
    if (this.#port) this.#ask(subscribed);
    else if (this.#returning === undefined) this.#connect();
    return () => {
      this.#post({ type: 'unsubscribe', id: subscribed.id });
      this.#forget(subscribed);
    };
  }

  #forget(subscribed: Subscribed): void {
    this.#subscribed.delete(subscribed);
    if (this.#subscribed.size > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  /** This subscription needs more than the shared stream can carry. */
  holdOwn(): void {
    this.#lost = MOST_LOST + 1;
    this.#connect();
  }

  #connect(): void {
    clearTimeout(this.#returning);
    this.#returning = undefined;
    this.#leave();
    if (typeof SharedWorker === 'undefined' || this.#lost > MOST_LOST) {
      this.#connectHere();
      return;
    }
    const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), {
      name: this.viewer,
    });
    worker.addEventListener('error', () => {
      if (this.#worker === worker) this.#replace();
    });
    this.#worker = worker;
    this.#use(worker.port);
  }

  #connectHere(): void {
    // Whoever asks meanwhile is asked for with the rest.
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.#worker = undefined;
    this.#port = undefined;
    const load = async () => {
      const { serveHub } = await import('@/lib/live/shared/serve-hub');
      const { port1, port2 } = new MessageChannel();
      serveHub(this.viewer)(port1);
      this.#use(port2);
    };
    load()
      .catch(() => {
        for (const each of this.#subscribed) each.onSilence();
      })
      .finally(() => {
        this.#isLoading = false;
      });
  }

  #use(port: MessagePort): void {
    this.#port?.close();
    this.#port = port;
    port.addEventListener('message', ({ data }: MessageEvent<Telling | Greeting>) => {
      if (this.#port !== port) return;
      if (data.type === 'hello') this.#watch(data.lock, port);
      else this.#hear(data);
    });
    port.start();
    this.#subscribeAll();
  }

  /** The lock is granted when the hub that held it is no more. */
  #watch(lock: string, port: MessagePort): void {
    void navigator.locks?.request(lock, () => {
      if (this.#port === port) this.#replace();
    });
  }

  #hear(telling: Telling): void {
    this.#heardAt = Date.now();
    const subscribed = [...this.#subscribed].find(({ id }) => id === telling.id);
    if (telling.type === 'news') this.#post({ type: 'taken', id: telling.id });
    if (!subscribed) return;
    if (telling.type === 'lost') this.#ask(subscribed);
    else if (telling.type === 'full') this.holdOwn();
    else {
      if (telling.type === 'news') subscribed.cursor = telling.cursor;
      else this.#forget(subscribed);
      subscribed.hasStood = true;
      subscribed.onTelling(telling);
    }
  }

  /** Asks under a new name: what was told to the old one, or still is, is not mixed with it. */
  #ask(subscribed: Subscribed): void {
    subscribed.id = newId();
    this.#heardAt = Math.max(this.#heardAt, Date.now() - SILENCE_MS + FIRST_WORD_MS);
    const { id, room, cursor, hasStood: isReturning } = subscribed;
    this.#post({ type: 'subscribe', id, room, cursor, isReturning });
  }

  #subscribeAll(): void {
    for (const each of this.#subscribed) this.#ask(each);
  }

  #leave(): void {
    for (const { id } of this.#subscribed) this.#post({ type: 'unsubscribe', id });
  }

  #post(asking: Asking): void {
    this.#port?.postMessage(asking);
  }

  #look(): void {
    const now = Date.now();
    if (now - this.#lookedAt > ASLEEP_MS) this.#heardAt = now;
    this.#lookedAt = now;
    if (now - this.#heardAt > SILENCE_MS) this.#replace();
  }

  /** The hub is gone, or might as well be. */
  #replace(): void {
    this.#lost += 1;
    this.#port?.close();
    this.#port = undefined;
    this.#worker = undefined;
    if (this.#subscribed.size === 0) return;
    for (const each of this.#subscribed) each.onSilence();
    clearTimeout(this.#returning);
    this.#returning = setTimeout(() => this.#connect(), GONE_MS);
  }
}

/** Of its own among all tabs; random, and fine without TLS. */
const newId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-');

const links = new Map<string, Link>();

/** The way to the hub of one person; the same for all of a page. */
export function linkTo(viewer: string): Link {
  const link = links.get(viewer) ?? new Link(viewer);
  links.set(viewer, link);
  return link;
}
