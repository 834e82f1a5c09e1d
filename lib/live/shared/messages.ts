import type { LiveConnection } from '@/lib/live/connection';
import type { LiveCursor } from '@/lib/live/cursor';

/** What a page asks of the hub that holds the browser's one stream. */
export type Asking =
  | {
      type: 'subscribe';
      id: string;
      /** The room whose every event to tell; without one only changes are told. */
      room: string | undefined;
      /** What the page holds: nothing up to there is told again. */
      cursor: LiveCursor;
      /** It was told before, so whatever cannot be told by its cursor may have been missed. */
      isReturning: boolean;
    }
  | { type: 'unsubscribe'; id: string }
  /** One telling has been taken in: who is silent for long is taken for gone. */
  | { type: 'taken'; id: string };

/** A problem of the server's, as it crosses from one thread to another. */
export interface Refusal {
  slug: string;
  status: number;
  title: string;
  detail: string;
  extra: Record<string, unknown>;
}

/** Something that came over the line and is for the page to read. */
export interface ToldFrame {
  event: 'timeline' | 'change' | 'presence';
  data: unknown;
}

/** What the hub tells one reader. */
export type Telling = { id: string } & (
  | {
      type: 'news';
      state: LiveConnection;
      /** Something just came over the line, were it only a heartbeat. */
      hasArrived: boolean;
      /** The line is back: changes told meanwhile may have been missed. */
      isResumed: boolean;
      frames: ToldFrame[];
      /** Where the reader stands once it has taken this in. */
      cursor: LiveCursor;
    }
  /** The server refuses for good; the reader is told no more. */
  | { type: 'refused'; refusal: Refusal }
  /** The hub does not know this reader, or no longer: it asks anew, from its own cursor. */
  | { type: 'lost' }
  /** The one stream carries as many rooms as it can. */
  | { type: 'full' }
);

/** A hub's first word: the lock that it holds as long as it lives, where the browser has locks. */
export interface Greeting {
  type: 'hello';
  lock: string;
}
