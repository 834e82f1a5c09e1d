import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '@/lib/http/endpoint';
import { serve } from '@/lib/http/serve';
import {
  Encoded,
  type Frame,
  type Send,
  frameText,
  lastEventId,
  sseResponse,
} from '@/lib/http/sse';

const request = (headers: Record<string, string> = {}, signal?: AbortSignal): Request =>
  new Request('http://localhost/stream', { headers, ...(signal ? { signal } : {}) });

const timeline = (seq: number): Frame => ({ id: seq, event: 'timeline', data: { seq } });

/** A feed that waits for its end, and tells when it has had it. */
const waiting = () => {
  let ended = false;
  const feed = async (_send: Send, signal: AbortSignal): Promise<void> => {
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
    ended = true;
  };
  return { feed, hasEnded: () => ended };
};

describe('a frame', () => {
  test('has its id, its event and one line of data', () => {
    expect(frameText({ id: 7, event: 'timeline', data: { text: 'a\nb\u2028' } })).toBe(
      'id: 7\nevent: timeline\ndata: {"text":"a\\nb\u2028"}\n\n',
    );
  });

  test('cannot be broken out of by its id or event', () => {
    expect(frameText({ id: '1\ndata: x', event: 'a\r\nb', data: 1 })).toBe(
      'id: 1data: x\nevent: ab\ndata: 1\n\n',
    );
  });
});

test('what many receivers share reaches each after its own id, in whatever order they take it', async () => {
  const shared = new Encoded('{"text":"é"}');
  const ids = ['a', 'b', 'a', 'c', 'b'];
  const texts = await Promise.all(
    ids.map((id) =>
      sseResponse(request(), async (send) => send({ id, event: 'timeline', data: shared })).text(),
    ),
  );
  expect(texts.map((text) => text.replace('retry: 1000\n\n', ''))).toEqual(
    ids.map((id) => `id: ${id}\nevent: timeline\ndata: {"text":"é"}\n\n`),
  );
});

test('Last-Event-ID is a sequence number or nothing', () => {
  expect(lastEventId(request({ 'last-event-id': '41' }))).toBe(41);
  for (const bad of ['', '-1', '1e3', 'x', '9'.repeat(30)]) {
    expect(lastEventId(request({ 'last-event-id': bad }))).toBeUndefined();
  }
  expect(lastEventId(request())).toBeUndefined();
});

describe('a stream', () => {
  test('sends what is fed, in order, then ends cleanly', async () => {
    const response = sseResponse(request(), async (send) => {
      for (let seq = 1; seq <= 3; seq++) await send(timeline(seq));
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    const text = await response.text();
    expect([...text.matchAll(/^id: (\d+)$/gm)].map((match) => match[1])).toEqual(['1', '2', '3']);
  });

  test('ends its feed when the client leaves, either way it can', async () => {
    const leaving = new AbortController();
    const byRequest = waiting();
    const first = sseResponse(request({}, leaving.signal), byRequest.feed);
    leaving.abort();
    await first.text();
    expect(byRequest.hasEnded()).toBe(true);

    const byReader = waiting();
    const reader = sseResponse(request(), byReader.feed).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(byReader.hasEnded()).toBe(true);
  });

  test('of a client that left before it began is never fed', async () => {
    const { feed, hasEnded } = waiting();
    await sseResponse(request({}, AbortSignal.abort()), feed).text();
    expect(hasEnded()).toBe(true);
  });

  test('ends cleanly when it is too old', async () => {
    const old = waiting();
    await sseResponse(request(), old.feed, { maxAgeMs: 1 }).text();
    expect(old.hasEnded()).toBe(true);
  });

  test('keeps an idle connection alive with comments that carry no data', async () => {
    const { feed } = waiting();
    const reader = sseResponse(request(), feed, { heartbeatMs: 1 }).body?.getReader();
    const decoder = new TextDecoder();
    let text = '';
    while (!text.includes(': \n\n')) text += decoder.decode((await reader?.read())?.value);
    expect(text).not.toContain('data:');
    await reader?.cancel();
  });

  test('holds its feed back while the client takes nothing, and lets it go on when it does', async () => {
    let sent = 0;
    const response = sseResponse(request(), async (send) => {
      for (let seq = 1; seq <= 1000; seq++) {
        await send({ id: seq, data: 'x'.repeat(1000) });
        sent = seq;
      }
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(sent).toBeLessThan(100);
    const text = await response.text();
    expect(sent).toBe(1000);
    expect(text.match(/^id: /gm)).toHaveLength(1000);
  });

  test('gives up on a client that takes nothing for too long', async () => {
    const refusal = new Promise<unknown>((resolve) => {
      sseResponse(
        request(),
        async (send) => {
          for (;;) {
            await send({ data: 'x'.repeat(10_000) })?.catch((error: unknown) => {
              resolve(error);
              throw error;
            });
          }
        },
        { stallMs: 5 },
      );
    });
    expect(await refusal).toBeInstanceOf(Error);
  });
});

test('a HEAD of a stream is answered without a body, and what fed it ends', async () => {
  const { feed, hasEnded } = waiting();
  const declared = endpoint({
    method: 'GET',
    path: '/stream',
    summary: 'Stream',
    tags: [],
    permission: 'public',
    response: z.string(),
    produces: 'text/event-stream',
    problems: [],
    run: async (_ctx, { request: asked }) => sseResponse(asked, feed),
  });
  const head = new Request('http://localhost/stream', { method: 'HEAD' });
  const response = await serve(declared)(head, { params: Promise.resolve({}) });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(response.body).toBeNull();
  await expect.poll(hasEnded).toBe(true);
});
