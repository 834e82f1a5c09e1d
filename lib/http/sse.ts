import 'server-only';
import { whenEnding } from '@/lib/ending';
import { log } from '@/lib/logger';
import { MAX_SEQ } from './page';

export interface Frame {
  id?: string | number;
  event?: string;
  /** A value to be written as JSON, or one that is written already. */
  data: unknown;
}

const encoder = new TextEncoder();

/** JSON that many receivers share, written once. */
export class Encoded {
  #head: string | undefined;
  #bytes = new Uint8Array();

  constructor(readonly json: string) {}

  /** The frame's bytes after these lines: most receivers stand at the same place, and share them too. */
  bytes(head: string): Uint8Array {
    if (head !== this.#head) {
      this.#head = head;
      this.#bytes = encoder.encode(`${head}data: ${this.json}\n\n`);
    }
    return this.#bytes;
  }
}

/**
 * Sends a frame. It answers nothing while the client has room for more; else a promise that settles
 * once it has, and rejects once it is gone.
 */
export type Send = (frame: Frame) => Promise<void> | undefined;

const HEARTBEAT_MS = 15_000;
const MAX_AGE_MS = 30 * 60_000;
/** A client that takes nothing for this long, with a full buffer, is taken for gone. */
const STALL_MS = 30_000;
const BUFFER_BYTES = 64 * 1024;

const oneLine = (text: string): string => text.replaceAll(/[\r\n\0]/g, '');

const headOf = ({ id, event }: Frame): string =>
  (id === undefined ? '' : `id: ${oneLine(String(id))}\n`) +
  (event === undefined ? '' : `event: ${oneLine(event)}\n`);

/** A frame's text; JSON has no raw line breaks, so one `data` line always suffices. */
export const frameText = (frame: Frame): string =>
  `${headOf(frame)}data: ${frame.data instanceof Encoded ? frame.data.json : JSON.stringify(frame.data)}\n\n`;

const frameBytes = (frame: Frame): Uint8Array =>
  frame.data instanceof Encoded
    ? frame.data.bytes(headOf(frame))
    : encoder.encode(frameText(frame));

/** Where a returning client left off: `Last-Event-ID`, if it is a sequence number. */
export function lastEventId(request: Request): number | undefined {
  const text = request.headers.get('last-event-id');
  return text !== null && /^\d{1,15}$/.test(text) ? Math.min(Number(text), MAX_SEQ) : undefined;
}

/**
 * A text/event-stream fed by `feed`, which runs until it returns or `signal` aborts: on the
 * client's leaving, at `maxAgeMs`, or when the process ends; clients come back with
 * `Last-Event-ID`. What it throws ends the stream; the client learns the reason as a problem.
 */
export function sseResponse(
  request: Request,
  feed: (send: Send, signal: AbortSignal) => Promise<void>,
  { maxAgeMs = MAX_AGE_MS, heartbeatMs = HEARTBEAT_MS, stallMs = STALL_MS } = {},
): Response {
  const ending = new AbortController();
  const { signal } = ending;
  const end = (): void => ending.abort();
  const waiting = new Set<() => void>();
  const wake = (): void => waiting.forEach((settle) => settle());

  const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const room = (): Promise<void> =>
      new Promise((resolve, reject) => {
        const stalled = setTimeout(end, stallMs);
        const settle = (): void => {
          clearTimeout(stalled);
          waiting.delete(settle);
          signal.removeEventListener('abort', settle);
          if (signal.aborted) reject(signal.reason);
          else resolve();
        };
        waiting.add(settle);
        signal.addEventListener('abort', settle);
      });
    const send: Send = (frame) => {
      if (signal.aborted) return Promise.reject(signal.reason);
      controller.enqueue(frameBytes(frame));
      return (controller.desiredSize ?? 0) > 0 ? undefined : room();
    };
    const beat = setInterval(() => {
      if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': \n\n'));
    }, heartbeatMs);
    const age = setTimeout(end, maxAgeMs);
    const finish = (): void => {
      clearInterval(beat);
      clearTimeout(age);
      forget();
      request.signal.removeEventListener('abort', end);
    };
    // The first bytes go out at once, so that the client knows that it is connected.
    controller.enqueue(encoder.encode('retry: 1000\n\n'));
    signal.addEventListener('abort', () => close(controller));
    request.signal.addEventListener('abort', end);
    // An abort that came earlier fires no listener.
    if (request.signal.aborted) end();
    const forget = whenEnding(end);
    void feed(send, signal)
      .catch((err: unknown) => {
        if (!signal.aborted) log().warn({ err }, 'a stream ended early');
      })
      .finally(() => {
        finish();
        end();
      });
  };

  const stream = new ReadableStream<Uint8Array>(
    { start, pull: wake, cancel: end },
    new ByteLengthQueuingStrategy({ highWaterMark: BUFFER_BYTES }),
  );
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

/** Closing twice, or after the reader cancelled, is no error here. */
function close(controller: ReadableStreamDefaultController<Uint8Array>): void {
  try {
    controller.close();
  } catch {
    // Already closed by the reader's cancel.
  }
}
