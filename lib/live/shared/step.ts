import type { LiveConnection } from '@/lib/live/connection';
import type { OpenLine } from '@/lib/live/shared/deliver';
import type { Asking, Refusal, Telling, ToldFrame } from '@/lib/live/shared/messages';
import type { LiveFrame } from '@/lib/live/shared/read-frame';
import { type Asked, type Reader, type Readers, wanted } from '@/lib/live/shared/readers';

/** A reader that leaves this many tellings lie, or one for so long, is gone or frozen: it is let go. */
export const MOST_UNTAKEN = 500;
export const LONGEST_UNTAKEN_MS = 40_000;

type Line =
  | { is: 'closed' }
  | { is: 'opening'; asked: Asked }
  | { is: 'waiting' }
  | ({ is: 'open' } & OpenLine);

/** What a browser's tabs are told, and the one stream that it comes by. */
export interface Hub {
  readers: Readers;
  line: Line;
  /** Counts the streams: what an earlier one still says is passed over. */
  turn: number;
  failures: number;
  retryMs: number;
  connection: LiveConnection;
  /** Who is in the rooms that are carried, as it was last told. */
  presence: ReadonlyMap<string, unknown>;
}

export type HubEvent =
  | Asking
  | { type: 'opened'; turn: number }
  | { type: 'arrived'; turn: number; frames: readonly LiveFrame[]; retryMs?: number | undefined }
  | { type: 'ended'; turn: number; hasFailed: boolean; isOnline: boolean }
  | { type: 'refused'; turn: number; refusal: Refusal }
  | { type: 'retry'; turn: number }
  /** Some time after somebody left: the stream carries no more than is still shown. */
  | { type: 'settle' }
  /** The browser has found its network again, or another identity in it: ask anew, now. */
  | { type: 'woken' | 'doubted' }
  | { type: 'pulse' };

export type Effect =
  /** In the place of the stream before. */
  | { type: 'open'; turn: number; asked: Asked }
  | { type: 'close' }
  | { type: 'wait'; turn: number; ms: number }
  | { type: 'settle' }
  | { type: 'tell'; telling: Telling };

export const emptyHub: Hub = {
  readers: new Map(),
  line: { is: 'closed' },
  turn: 0,
  failures: 0,
  retryMs: 1000,
  connection: 'connecting',
  presence: new Map(),
};

interface News {
  frames?: ToldFrame[];
  hasArrived?: boolean;
  isResumed?: boolean;
}

/** One step of the hub, while it is taken. */
export class Step {
  hub: Hub;
  readonly effects: Effect[] = [];

  constructor(
    hub: Hub,
    readonly now: number,
  ) {
    this.hub = hub;
  }

  set(change: Partial<Hub>): void {
    this.hub = { ...this.hub, ...change };
  }

  setReader(id: string, reader: Reader | undefined): void {
    const readers = new Map(this.hub.readers);
    if (reader) readers.set(id, reader);
    else readers.delete(id);
    this.set({ readers });
  }

  tell(id: string, { frames = [], hasArrived = false, isResumed = false }: News): void {
    const reader = this.hub.readers.get(id);
    if (!reader) return;
    const isSilent =
      reader.untaken >= MOST_UNTAKEN ||
      (reader.untaken > 0 && this.now - reader.untakenSince > LONGEST_UNTAKEN_MS);
    if (isSilent) {
      this.setReader(id, undefined);
      this.effects.push({ type: 'settle' });
      return;
    }
    const untakenSince = reader.untaken === 0 ? this.now : reader.untakenSince;
    this.setReader(id, { ...reader, untaken: reader.untaken + 1, untakenSince, toldAt: this.now });
    const { connection } = this.hub;
    const { cursor, hasStood } = reader;
    // The line may stand, and not yet for this reader.
    const state = connection === 'live' && !hasStood ? 'connecting' : connection;
    this.effects.push({
      type: 'tell',
      telling: { type: 'news', id, state, hasArrived, isResumed, frames, cursor },
    });
  }

  tellAll(news: News): void {
    for (const id of this.hub.readers.keys()) this.tell(id, news);
  }

  /** Asks for what is wanted now, or for nothing where nobody is left. */
  reopen(): void {
    if (this.hub.readers.size === 0) {
      if (this.hub.line.is === 'closed') return;
      this.set({ line: { is: 'closed' }, turn: this.hub.turn + 1, connection: 'connecting' });
      this.set({ failures: 0, presence: new Map() });
      this.effects.push({ type: 'close' });
      return;
    }
    const asked = wanted(this.hub.readers);
    const turn = this.hub.turn + 1;
    const presence = new Map([...this.hub.presence].filter(([room]) => asked.rooms.includes(room)));
    this.set({ line: { is: 'opening', asked }, turn, presence });
    this.effects.push({ type: 'open', turn, asked });
  }

  refuse(refusal: Refusal, isMeant: (reader: Reader) => boolean): void {
    for (const [id, reader] of this.hub.readers) {
      if (!isMeant(reader)) continue;
      this.setReader(id, undefined);
      this.effects.push({ type: 'tell', telling: { type: 'refused', id, refusal } });
    }
  }
}
