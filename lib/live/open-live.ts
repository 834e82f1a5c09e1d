import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ApiProblem, readProblem } from '@/lib/http/call-api';
import type { ChangeFrame, LiveOptions } from '@/lib/live/client';
import { tellConnection, tellKind, tellRefusal } from '@/lib/live/connection';

/** Heartbeats come every 15 s; this long without one means that the line is dead. */
const SILENCE_MS = 40_000;
const LONGEST_WAIT_MS = 15_000;
/** Failures in a row after which we say offline rather than reconnecting. */
const OFFLINE_AFTER = 3;

/**
 * Holds the browser's one stream open until the returned function is called. It is read with
 * fetch rather than EventSource: heartbeats, refusals and dead lines would be invisible there.
 */
export function openLive(options: LiveOptions): () => void {
  const closed = new AbortController();
  let wake: (() => void) | undefined;
  const onOnline = () => wake?.();
  window.addEventListener('online', onOnline);
  void run(options, closed.signal, (waking) => (wake = waking));
  return () => {
    window.removeEventListener('online', onOnline);
    closed.abort();
    wake?.();
  };
}

async function run(
  options: LiveOptions,
  signal: AbortSignal,
  onSleep: (wake: () => void) => void,
): Promise<void> {
  let lastId: string | undefined;
  let failures = 0;
  let hasOpened = false;
  let retryMs = 1000;
  tellConnection('connecting', false);
  while (!signal.aborted) {
    const silence = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      tellConnection('live', true);
    };
    try {
      const response = await fetch(urlOf(options, lastId), {
        headers: { accept: 'text/event-stream', ...(lastId ? { 'last-event-id': lastId } : {}) },
        cache: 'no-store',
        signal: AbortSignal.any([signal, silence.signal]),
      });
      if (!response.ok || !response.body) throw await readProblem(response);
      if (hasOpened) options.onResumed?.();
      hasOpened = true;
      failures = 0;
      heard();
      const parser = createParser({
        onEvent: (message) => {
          lastId = message.id ?? lastId;
          deliver(options, message);
        },
        onRetry: (ms) => (retryMs = ms),
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        heard();
        parser.feed(part.value);
      }
    } catch (error) {
      if (signal.aborted) return;
      if (isFinal(error)) {
        tellConnection('offline', false);
        tellRefusal(error);
        options.onRefused?.(error);
        return;
      }
      failures += 1;
    } finally {
      clearTimeout(timer);
    }
    if (signal.aborted) return;
    const isOffline = failures >= OFFLINE_AFTER || !navigator.onLine;
    tellConnection(isOffline ? 'offline' : 'reconnecting', false);
    // After a clean end too: a server that shuts down must not be called back at once.
    const backoff = Math.min(LONGEST_WAIT_MS, retryMs * 2 ** Math.max(0, failures - 1));
    // Two hundred viewers must not come back in the same millisecond.
    await sleep(backoff * (0.75 + Math.random() / 2), onSleep);
  }
}

function urlOf({ room, after }: LiveOptions, lastId: string | undefined): string {
  const query = new URLSearchParams();
  if (room) query.set('room', room);
  if (after && lastId === undefined) {
    const held = Object.entries(after()).map(([stream, seq]) => `${stream}:${seq}`);
    if (held.length > 0) query.set('after', held.join(','));
  }
  const text = query.toString();
  return text ? `/api/v1/live?${text}` : '/api/v1/live';
}

/** Frames of a kind that this version does not know are passed over. */
function deliver(options: LiveOptions, { event, data }: EventSourceMessage): void {
  if (event !== 'timeline' && event !== 'change') return;
  const frame: unknown = JSON.parse(data);
  const { event: about = frame }: { event?: unknown } = Object(frame);
  const { kind }: { kind?: unknown } = Object(about);
  if (event === 'timeline') options.onTimeline?.(frame);
  else options.onChange?.(changeOf(Object(frame)));
  if (typeof kind === 'string') tellKind(kind);
}

const textOr = <Otherwise>(value: unknown, otherwise: Otherwise): string | Otherwise =>
  typeof value === 'string' ? value : otherwise;

/** Checked by hand: every page holds a stream, and few load the schemas that a room folds by. */
const changeOf = (frame: Record<string, unknown>): ChangeFrame => ({
  stream: textOr(frame.stream, ''),
  kind: textOr(frame.kind, ''),
  seq: typeof frame.seq === 'number' ? frame.seq : 0,
  incidentId: textOr(frame.incidentId, null),
  service: textOr(frame.service, null),
});

const isFinal = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && [401, 403, 404].includes(error.status);

/** Waits, or until woken: the browser found its network again, or the page is left. */
function sleep(ms: number, onSleep: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    onSleep(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
