import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '@/lib/agent/sdk/client';
import { ApiProblem } from '@/lib/agent/sdk/problem';
import type { AgentEvent } from '@/lib/agent/sdk/types';
import { hangUp, json, problem, scriptedServer, type ScriptedServer } from './scripted-server';

let server: ScriptedServer;
afterEach(() => server.close());

const retry = { attempts: 4, baseMs: 1, maxMs: 2 };
const client = () => createClient({ baseUrl: server.url, key: 'csk_test', retry });
const note = (n: number): AgentEvent => ({
  id: `note-${n}`,
  kind: 'note.added',
  at: '2026-01-01T00:00:00.000Z',
  text: `note ${n}`,
});
const answer = { accepted: 1, duplicates: 0, lastSeq: 1, status: 'running', directives: [] };

describe('waiting until it may write again', () => {
  it('passes a pause and a stop point that was raised, and keeps what people asked for', async () => {
    const held = { id: 'inv_1', status: 'waiting', checkpointId: 'chk_1' };
    const returned = { id: 'chk_1', state: 'returned', instruction: 'Look at payments' };
    server = await scriptedServer(
      json({ id: 'inv_1', status: 'paused', checkpointId: null }),
      json(held),
      json({ id: 'chk_1', state: 'waiting' }),
      json(returned),
      json({ id: 'inv_1', status: 'running', checkpointId: null }),
    );
    const writable = await client().investigations.untilWritable('inv_1');
    expect(writable).toEqual({
      run: expect.objectContaining({ status: 'running' }),
      returned: [returned],
    });
    expect(server.seen[2]?.url).toContain('/checkpoints/chk_1?wait=');
  });

  it('ends when the run is over', async () => {
    server = await scriptedServer(json({ id: 'inv_1', status: 'stopped', checkpointId: null }));
    const { run } = await client().investigations.untilWritable('inv_1');
    expect(run.status).toBe('stopped');
  });
});

describe('calls that may pass', () => {
  it.each([
    ['a busy server', problem(503, 'unavailable')],
    ['too many requests', problem(429, 'rate-limited', { 'retry-after': '0' })],
    ['a lost connection', hangUp],
    ['the same call still in flight', problem(409, 'idempotency-in-flight')],
  ])('are repeated after %s, with the key of the first try', async (_why, trouble) => {
    server = await scriptedServer(trouble, trouble, json(answer));
    await client().investigations.postEvents('inv_1', [note(1)]);
    const keys = server.seen.map((seen) => seen.headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(server.seen[0]?.headers.authorization).toBe('Bearer csk_test');
  });

  it('are given up on after the last try', async () => {
    server = await scriptedServer(problem(503, 'unavailable'));
    await expect(client().services.list()).rejects.toThrow(/503 unavailable: No\./);
    expect(server.seen).toHaveLength(retry.attempts);
  });

  it('are not repeated where the first try may have counted and no key protects it', async () => {
    server = await scriptedServer(hangUp);
    const body = {} as Parameters<ReturnType<typeof client>['actions']['amend']>[1];
    await expect(client().actions.amend('act_1', body)).rejects.toThrow();
    expect(server.seen).toHaveLength(1);
  });

  it('stop when their signal aborts', async () => {
    server = await scriptedServer(problem(503, 'unavailable', { 'retry-after': '60' }));
    const stop = new AbortController();
    const call = client().services.list({}, { signal: stop.signal });
    stop.abort();
    await expect(call).rejects.toThrow(/abort/i);
  });
});

describe('refusals', () => {
  it('carry the slug, the status and the fields named', async () => {
    const refused = {
      type: '/problems/invalid',
      detail: 'Bad.',
      errors: [{ path: 'a.b', message: 'no' }],
    };
    server = await scriptedServer(json(refused, 400));
    const error = await client()
      .services.list()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ status: 400, slug: 'invalid' });
    expect(String(error)).toContain('a.b: no');
  });

  it('that are no problem documents are shown by their beginning', async () => {
    server = await scriptedServer((response) => {
      response.writeHead(418);
      response.end('<html>teapot');
    });
    await expect(client().services.list()).rejects.toThrow('<html>teapot');
  });
});

describe('posting events', () => {
  it('splits at 500 and sums the counts', async () => {
    server = await scriptedServer((response, seen) => {
      const { events } = seen.body as { events: unknown[] };
      json({ ...answer, accepted: events.length })(response, seen);
    });
    const events = Array.from({ length: 1201 }, (_, n) => note(n));
    const total = await client().investigations.postEvents('inv_1', events);
    expect(total.accepted).toBe(1201);
    expect(server.seen.map((seen) => (seen.body as { events: unknown[] }).events.length)).toEqual([
      500, 500, 201,
    ]);
  });

  it('says where the refused batch began', async () => {
    server = await scriptedServer(json(answer), problem(409, 'paused'));
    const events = Array.from({ length: 600 }, (_, n) => note(n));
    const call = client().investigations.postEvents('inv_1', events);
    await expect(call).rejects.toMatchObject({ slug: 'paused', eventOffset: 500 });
  });
});

describe('waiting', () => {
  it('polls a stop point until it is decided', async () => {
    const waiting = json({ id: 'chk_1', state: 'waiting' });
    server = await scriptedServer(waiting, waiting, json({ id: 'chk_1', state: 'returned' }));
    const decided = await client().checkpoints.untilDecided('chk_1');
    expect(decided.state).toBe('returned');
    expect(server.seen.every((seen) => seen.url.endsWith('?wait=30'))).toBe(true);
  });

  it('follows an action from the state it last saw', async () => {
    const state = (name: string) => json({ id: 'act_1', state: name });
    server = await scriptedServer(state('pending_approval'), state('approved'), state('succeeded'));
    const action = await client().actions.untilState('act_1', ['succeeded', 'failed']);
    expect(action.state).toBe('succeeded');
    expect(
      server.seen.map((seen) => new URL(seen.url, server.url).searchParams.get('since')),
    ).toEqual([null, 'pending_approval', 'approved']);
  });
});

describe('a freeze', () => {
  const freeze = { id: 'frz_1', service: '*', by: { id: 'usr_1', name: 'Cora' } };
  const refusal = json({ type: '/problems/frozen', status: 409, detail: 'No.', freeze }, 409);
  const standing = json({ items: [{ id: 'frz_1' }], nextCursor: null });
  const none = json({ items: [], nextCursor: null });

  it('is waited out by asking for news of it, and the call is made again', async () => {
    server = await scriptedServer(refusal, standing, none, json({ id: 'inv_1' }));
    const sdk = client();
    const begin = () => sdk.investigations.create({ incidentId: 'inc_1' });
    expect(await sdk.freezes.outwait(begin)).toMatchObject({ id: 'inv_1' });
    expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /api/v1/investigations',
      'GET /api/v1/freezes?state=active',
      'GET /api/v1/freezes?state=active&wait=30',
      'POST /api/v1/investigations',
    ]);
  });

  it('that was lifted meanwhile is not waited for', async () => {
    server = await scriptedServer(refusal, none, json({ id: 'inv_1' }));
    const sdk = client();
    await sdk.freezes.outwait(() => sdk.investigations.create({ incidentId: 'inc_1' }));
    expect(server.seen).toHaveLength(3);
  });

  it('is all that is waited out: every other refusal is thrown', async () => {
    server = await scriptedServer(problem(409, 'closed'));
    const sdk = client();
    const begin = () => sdk.investigations.create({ incidentId: 'inc_1' });
    await expect(sdk.freezes.outwait(begin)).rejects.toMatchObject({ slug: 'closed' });
  });
});
