import { createParser } from 'eventsource-parser';
import { ApiProblem, readProblem } from '@/lib/http/call-api';
import { encodeLive } from '@/lib/live/cursor';
import type { Refusal } from '@/lib/live/shared/messages';
import { type LiveFrame, readFrame } from '@/lib/live/shared/read-frame';
import type { Asked } from '@/lib/live/shared/readers';

/** Heartbeats come every 15 s; this long without one means that the line is dead. */
const SILENCE_MS = 40_000;

export interface StreamHandlers {
  onOpen: () => void;
  /** Whatever came at once: a heartbeat is no frame at all. */
  onArrival: (frames: LiveFrame[], retryMs: number | undefined) => void;
  onEnd: (hasFailed: boolean) => void;
  onRefused: (refusal: Refusal) => void;
}

/**
 * Opens the browser's one stream, until the returned function is called or it ends. It is read with
 * fetch rather than EventSource: heartbeats, refusals and dead lines would be invisible there.
 */
export function openStream(asked: Asked, viewer: string, handlers: StreamHandlers): () => void {
  const closed = new AbortController();
  void run(asked, viewer, handlers, closed.signal);
  return () => closed.abort();
}

async function run(
  { rooms, changes, cursor }: Asked,
  viewer: string,
  { onOpen, onArrival, onEnd, onRefused }: StreamHandlers,
  signal: AbortSignal,
): Promise<void> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  const query = new URLSearchParams({ as: viewer });
  if (rooms.length > 0) query.set('room', rooms.join(','));
  if (changes === 'all') query.set('changes', 'all');
  let hasFailed = false;
  try {
    heard();
    const response = await fetch(`/api/v1/live?${query}`, {
      headers: { accept: 'text/event-stream', 'last-event-id': encodeLive(cursor) },
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok || !response.body) throw await readProblem(response);
    onOpen();
    let frames: LiveFrame[] = [];
    let retryMs: number | undefined;
    const parser = createParser({
      onEvent: (message) => {
        const frame = readFrame(message);
        if (frame) frames.push(frame);
      },
      onRetry: (ms) => (retryMs = ms),
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      heard();
      parser.feed(part.value);
      onArrival(frames, retryMs);
      frames = [];
    }
  } catch (error) {
    if (signal.aborted) return;
    if (isFinal(error)) {
      const { slug, status, title, detail, extra } = error;
      onRefused({ slug, status, title, detail, extra });
      return;
    }
    hasFailed = true;
  } finally {
    clearTimeout(timer);
  }
  if (!signal.aborted) onEnd(hasFailed);
}

const isFinal = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && [401, 403, 404].includes(error.status);
