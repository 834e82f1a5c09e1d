/**
 * Takes what is new, in order. It answers a promise where it has no room for more until that settles,
 * and nothing where it has: thousands who stand at the same place are then handed it in one go.
 */
export type Take<Item> = (news: readonly Item[]) => Promise<void> | undefined;

export interface Source<Item, Place> {
  placeOf: (item: Item) => Place;
  isAfter: (a: Place, b: Place) => boolean;
  /** Some of what stands after a place, in order: nothing only where nothing stands up to `head`. */
  read: (after: Place, head: Place) => Promise<readonly Item[]>;
  /** How many of the newest are held, so that their readers share one look. */
  kept: number;
}

/** One who follows, and stands at a place. */
class Follower<Item, Place> {
  /** Set while it has no room, or reads what is not held; and for good once it has ended. */
  isBusy = false;

  constructor(
    public place: Place,
    readonly take: Take<Item>,
    readonly fail: (error: unknown) => void,
  ) {}
}

/**
 * What one process has of something that only grows, shared by all who follow it here. It is a cache:
 * each is handed everything after its place, once and in order, whatever is held.
 */
export class Fan<Item, Place> {
  #head: Place;
  /** What is held begins after this; who stands before it reads for itself. */
  #from: Place;
  #held: Item[] = [];
  /** What the last follower was handed: the next one mostly stands at the same place. */
  #latest: { after: Place; news: readonly Item[]; place: Place } | undefined;
  readonly #followers = new Set<Follower<Item, Place>>();

  constructor(
    private readonly source: Source<Item, Place>,
    head: Place,
  ) {
    this.#head = head;
    this.#from = head;
  }

  get head(): Place {
    return this.#head;
  }

  get followers(): number {
    return this.#followers.size;
  }

  /**
   * Hands on what came after the head.
   * @param isStale whether what was held until now is to be read anew by whoever still needs it
   */
  add(news: readonly Item[], isStale = false): void {
    const last = news.at(-1);
    if (last === undefined) return;
    if (isStale) {
      this.#held = [];
      this.#from = this.#head;
    }
    this.#held.push(...news);
    const dropped = this.#held.splice(0, Math.max(0, this.#held.length - this.source.kept)).at(-1);
    if (dropped !== undefined) this.#from = this.source.placeOf(dropped);
    this.#head = this.source.placeOf(last);
    this.#latest = undefined;
    for (const each of this.#followers) this.#serve(each);
  }

  /**
   * Hands what stands after a place, and then what comes, until `signal` aborts. Rejects with what a
   * reader or a taker threw.
   */
  follow(after: Place, signal: AbortSignal, take: Take<Item>): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        each.isBusy = true;
        this.#followers.delete(each);
        signal.removeEventListener('abort', leave);
        settle();
      };
      const leave = () => end(resolve);
      const each = new Follower<Item, Place>(after, take, (error) => end(() => reject(error)));
      if (signal.aborted) return resolve();
      signal.addEventListener('abort', leave, { once: true });
      this.#followers.add(each);
      this.#serve(each);
    });
  }

  /** Hands a follower all that there is for it, until it has no room. */
  #serve(each: Follower<Item, Place>): void {
    try {
      while (!each.isBusy && this.source.isAfter(this.#head, each.place)) {
        const full = this.#handHeld(each);
        if (full) void this.#wait(each, full);
      }
    } catch (error) {
      each.fail(error);
    }
  }

  async #wait(each: Follower<Item, Place>, full: Promise<void>): Promise<void> {
    each.isBusy = true;
    try {
      await full;
    } catch (error) {
      return each.fail(error);
    }
    if (!this.#followers.has(each)) return;
    each.isBusy = false;
    this.#serve(each);
  }

  #handHeld(each: Follower<Item, Place>): Promise<void> | undefined {
    const known = this.#latest;
    if (known?.after === each.place) return this.#hand(each, known.news, known.place);
    const { isAfter, placeOf } = this.source;
    if (isAfter(this.#from, each.place)) return this.#handRead(each);
    // From the end: thousands of readers are at most a little behind, and thousands are held.
    const last = this.#held.findLastIndex((item) => !isAfter(placeOf(item), each.place));
    const news = this.#held.slice(last + 1);
    this.#latest = { after: each.place, news, place: this.#head };
    return this.#hand(each, news, this.#head);
  }

  async #handRead(each: Follower<Item, Place>): Promise<void> {
    const head = this.#head;
    const news = await this.source.read(each.place, head);
    const last = news.at(-1);
    // The head may stand after the last item that there is.
    if (last === undefined) each.place = head;
    else if (this.#followers.has(each)) await this.#hand(each, news, this.source.placeOf(last));
  }

  #hand(
    each: Follower<Item, Place>,
    news: readonly Item[],
    place: Place,
  ): Promise<void> | undefined {
    each.place = place;
    return each.take(news);
  }
}
