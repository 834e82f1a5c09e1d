import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '@/lib/agent/sdk/client';
import { frames, hangUp, problem, scriptedServer, type ScriptedServer } from './scripted-server';

let server: ScriptedServer;
afterEach(() => server.close());

async function collect(count: number, after = 0): Promise<number[]> {
  const stop = new AbortController();
  const client = createClient({ baseUrl: server.url, key: 'csk_test' });
  const seqs: number[] = [];
  const stream = client.investigations.stream('inv_1', {
    after,
    signal: stop.signal,
    reconnectMs: 1,
  });
  for await (const event of stream) {
    seqs.push(event.seq);
    if (seqs.length === count) stop.abort();
  }
  return seqs;
}

const resumedFrom = () => server.seen.map((seen) => seen.headers['last-event-id']);

describe('the stream', () => {
  it('gives every event once, in order, across ends and lost connections', async () => {
    server = await scriptedServer(frames(1, 2), hangUp, frames(2, 3), frames(4));
    expect(await collect(4)).toEqual([1, 2, 3, 4]);
    expect(resumedFrom()).toEqual(['0', '2', '2', '3']);
  });

  it('starts after the seq that is known', async () => {
    server = await scriptedServer(frames(6, 7));
    expect(await collect(2, 5)).toEqual([6, 7]);
    expect(resumedFrom()[0]).toBe('5');
  });

  it('waits out a server that is away, and throws when it is refused', async () => {
    server = await scriptedServer(problem(503, 'unavailable'), problem(404, 'not-found'));
    await expect(collect(1)).rejects.toMatchObject({ slug: 'not-found' });
    expect(server.seen).toHaveLength(2);
  });

  it('ends where the server says that no more will come', async () => {
    server = await scriptedServer(frames(1), (response) => {
      response.writeHead(204);
      response.end();
    });
    expect(await collect(99)).toEqual([1]);
  });
});
