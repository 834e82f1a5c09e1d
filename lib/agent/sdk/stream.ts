import { createParser } from 'eventsource-parser';
import { pause } from './backoff';
import { problemOf } from './problem';
import type { Transport } from './transport';
import type { WireEvent } from './types';

export interface StreamOptions {
  /** The last seq already known; the stream starts after it. */
  after?: number;
  signal?: AbortSignal;
  /** How long to wait before reconnecting when the server names no time. */
  reconnectMs?: number;
}

/**
 * Every event of an investigation once and in order, across reconnects. It ends when the signal
 * aborts or the server answers 204, and throws ApiProblem when the server refuses.
 */
export async function* streamEvents(
  transport: Transport,
  investigationId: string,
  { after = 0, signal, reconnectMs = 1000 }: StreamOptions = {},
): AsyncGenerator<WireEvent, void, void> {
  const path = `/investigations/${encodeURIComponent(investigationId)}/stream`;
  let last = after;
  let waitMs = reconnectMs;
  for (;;) {
    if (signal?.aborted) return;
    const ready: WireEvent[] = [];
    const parser = createParser({
      onEvent: (frame) => {
        if (frame.event === 'timeline') ready.push(JSON.parse(frame.data) as WireEvent);
      },
      onRetry: (ms) => {
        waitMs = ms;
      },
    });
    try {
      const response = await transport.open(
        path,
        { accept: 'text/event-stream', 'last-event-id': String(last) },
        signal,
      );
      if (response.status === 204) return;
      if (response.ok && response.body) {
        const decoder = new TextDecoder();
        for await (const chunk of response.body) {
          parser.feed(decoder.decode(chunk, { stream: true }));
          for (const event of ready.splice(0)) {
            // A reconnect may overlap with what was already read.
            if (event.seq <= last) continue;
            last = event.seq;
            yield event;
          }
        }
      } else {
        const problem = await problemOf(response, `GET ${path}`);
        if (response.status < 500 && response.status !== 429) throw problem;
      }
    } catch (error) {
      if (signal?.aborted) return;
      // A lost connection surfaces as a TypeError; anything else is not ours to retry.
      if (!(error instanceof TypeError)) throw error;
    }
    try {
      await pause(waitMs, signal);
    } catch {
      return; // aborted while waiting
    }
  }
}
