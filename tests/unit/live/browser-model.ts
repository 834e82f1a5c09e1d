import { type LiveCursor } from '@/lib/live/cursor';
import { advance } from '@/lib/live/shared/hub';
import type { Telling } from '@/lib/live/shared/messages';
import type { LiveFrame } from '@/lib/live/shared/read-frame';
import type { Asked } from '@/lib/live/shared/readers';
import { emptyHub, type HubEvent } from '@/lib/live/shared/step';

interface LoggedEvent {
  stream: string;
  seq: number;
}

/** What a server has recorded, and which streams its rooms carry: some belong to two. */
export class Server {
  readonly log: LoggedEvent[] = [];
  readonly rooms = new Map<string, string[]>();

  head(stream: string): number {
    return this.log.filter((event) => event.stream === stream).length;
  }

  write(stream: string): void {
    this.log.push({ stream, seq: this.head(stream) + 1 });
  }

  streamsOf(room: string): string[] {
    return this.rooms.get(room) ?? [];
  }
}

/** One answer of the server, as far as it has been sent: the order between streams is anybody's. */
class Answer {
  readonly #seqs: Map<string, number>;
  readonly #carried = new Map<string, Set<string>>();
  #place: number | undefined;
  /** How far the log is told as changes, though nothing sent may have named it yet. */
  #told: number;

  constructor(
    readonly server: Server,
    readonly asked: Asked,
  ) {
    this.#seqs = new Map(asked.cursor.seqs);
    this.#place = asked.cursor.place && Number(asked.cursor.place.position);
    this.#told = this.#place ?? server.log.length;
  }

  #placed() {
    const place = this.#place;
    return place === undefined ? undefined : { txid: '1', position: String(place) };
  }

  #announcement(): LiveFrame | undefined {
    for (const room of this.asked.rooms) {
      for (const stream of this.server.streamsOf(room)) {
        const rooms = this.#carried.get(stream) ?? new Set();
        if (rooms.has(room)) continue;
        this.#carried.set(stream, rooms.add(room));
        const after = this.#seqs.get(stream) ?? 0;
        return { event: 'carry', place: this.#placed(), room, stream, after, anew: false };
      }
    }
    return undefined;
  }

  /** The next frame, `pick` choosing among the streams that have one; undefined where all is told. */
  next(pick: number): LiveFrame | undefined {
    const announcement = this.#announcement();
    if (announcement) return announcement;
    const due = [...this.#carried.keys()].filter(
      (stream) => this.server.head(stream) > (this.#seqs.get(stream) ?? 0),
    );
    const chosen = pick % (due.length + 1);
    const stream = due[chosen];
    if (stream !== undefined) {
      const seq = (this.#seqs.get(stream) ?? 0) + 1;
      this.#seqs.set(stream, seq);
      return { event: 'timeline', place: this.#placed(), stream, seq, data: { stream, seq } };
    }
    for (; this.#told < this.server.log.length;) {
      const event = this.server.log[this.#told];
      this.#told += 1;
      this.#place = this.#told;
      if (!event || (this.asked.changes === 'others' && this.#carried.has(event.stream))) continue;
      return { event: 'change', place: this.#placed(), stream: event.stream, data: event };
    }
    return due.length > 0 ? this.next(0) : undefined;
  }
}

/** A page as it was loaded, and what it has been told since. */
export class Tab {
  id = '';
  cursor: LiveCursor;
  readonly held: ReadonlyMap<string, number>;
  readonly timeline: LoggedEvent[] = [];
  readonly changes: LoggedEvent[] = [];
  /** From which place of the log on it has been told of changes, or looked anew. */
  since: number | undefined;
  isFrozen = false;
  isClosed = false;
  readonly inbox: Telling[] = [];

  constructor(
    server: Server,
    readonly room: string | undefined,
  ) {
    const streams = room === undefined ? [] : server.streamsOf(room);
    this.held = new Map(streams.map((stream) => [stream, server.head(stream)]));
    this.cursor = { place: undefined, seqs: new Map(this.held) };
  }
}

/** A browser: its hub, the pages that it has open, and the one answer that it reads. */
export class Browser {
  hub = emptyHub;
  now = 0;
  readonly tabs: Tab[] = [];
  #answer: Answer | undefined;
  #ids = 0;

  constructor(readonly server: Server) {}

  dispatch(event: HubEvent): void {
    const { hub, effects } = advance(this.hub, event, this.now);
    this.hub = hub;
    for (const effect of effects) {
      if (effect.type === 'open') this.#answer = new Answer(this.server, effect.asked);
      else if (effect.type === 'close' || effect.type === 'wait') this.#answer = undefined;
      else if (effect.type === 'tell') {
        const tab = this.tabs.find(({ id }) => id === effect.telling.id);
        if (tab?.isFrozen) tab.inbox.push(effect.telling);
        else if (tab) this.#take(tab, effect.telling);
        else if (effect.telling.type === 'news')
          this.dispatch({ type: 'taken', id: effect.telling.id });
      }
    }
  }

  join(tab: Tab, isReturning = false): void {
    if (!this.tabs.includes(tab)) this.tabs.push(tab);
    this.#ids += 1;
    tab.id = `tab-${this.#ids}`;
    const { id, room, cursor } = tab;
    this.dispatch({ type: 'subscribe', id, room, cursor, isReturning });
  }

  close(tab: Tab): void {
    tab.isClosed = true;
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    this.dispatch({ type: 'unsubscribe', id: tab.id });
  }

  /** What lies before the tab is taken in first; what its answers bring stands behind that. */
  thaw(tab: Tab): void {
    for (let telling = tab.inbox.shift(); telling; telling = tab.inbox.shift())
      this.#take(tab, telling);
    tab.isFrozen = false;
  }

  #take(tab: Tab, telling: Telling): void {
    if (telling.type === 'lost') {
      if (telling.id === tab.id) this.join(tab, true);
      return;
    }
    if (telling.type !== 'news') throw new Error(`A tab was told ${telling.type}.`);
    for (const { event, data } of telling.frames) {
      (event === 'timeline' ? tab.timeline : tab.changes).push(data as LoggedEvent);
    }
    tab.cursor = telling.cursor;
    const { log } = this.server;
    if (telling.isResumed || (telling.state === 'live' && tab.since === undefined))
      tab.since = log.length;
    this.dispatch({ type: 'taken', id: telling.id });
  }

  opened(): void {
    const { line, turn } = this.hub;
    if (line.is !== 'opening') return;
    // The server stands at the newest place by the time that it answers.
    this.#answer = new Answer(this.server, line.asked);
    this.dispatch({ type: 'opened', turn });
  }

  /** Up to `count` frames come over the line at once. @returns how many did */
  arrive(count: number, pick: number): number {
    if (this.hub.line.is !== 'open' || !this.#answer) return 0;
    const frames: LiveFrame[] = [];
    for (let i = 0; i < count; i += 1) {
      const frame = this.#answer.next(pick + i * 7);
      if (frame) frames.push(frame);
    }
    this.dispatch({ type: 'arrived', turn: this.hub.turn, frames });
    return frames.length;
  }

  end(hasFailed: boolean): void {
    const { line, turn } = this.hub;
    if (line.is === 'open' || line.is === 'opening')
      this.dispatch({ type: 'ended', turn, hasFailed, isOnline: true });
  }

  retry(): void {
    this.dispatch({ type: 'retry', turn: this.hub.turn });
  }

  /** Until nothing is left to be told. */
  settle(): void {
    for (const tab of this.tabs) this.thaw(tab);
    for (let quiet = 0; quiet < 3;) {
      this.retry();
      this.opened();
      this.dispatch({ type: 'settle' });
      quiet = this.arrive(50, 3) === 0 && this.hub.line.is !== 'opening' ? quiet + 1 : 0;
    }
  }
}
