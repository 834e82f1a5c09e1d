import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Conflict } from '@/lib/errors';
import { endpoint } from '@/lib/http/endpoint';
import { agent, person, roleOn } from '../access/actors';
import { ORIGIN, ask, plain, sample } from './sample';

const commander = person(roleOn('commander'));
const it = plain(sample);

const slugOf = (body: Record<string, unknown>): string => String(body.type).split('/').at(-1) ?? '';

describe('the order of refusals', () => {
  const bad = { headers: { origin: 'https://evil.example' }, body: '{' };

  test('nobody is told to sign in before anything else is looked at', async () => {
    const { status, body, counted, response } = await ask(it, null, bad);
    expect([status, slugOf(body), counted]).toEqual([401, 'unauthenticated', []]);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
  });

  test('a role that never may is refused before the origin and the body', async () => {
    const { status, body } = await ask(it, person(roleOn('observer')), bad);
    expect([status, slugOf(body)]).toEqual([403, 'forbidden']);
    expect(body.detail).toBe('Only a commander can steer this investigation.');
  });

  test('a kind of actor that never may is refused the same way', async () => {
    expect((await ask(it, agent(), bad)).status).toBe(403);
  });

  test('a person’s write from another origin, or from none, is refused before the body', async () => {
    const { status, body, counted } = await ask(it, commander, bad);
    expect([status, slugOf(body), counted]).toEqual([403, 'bad-origin', []]);
    const none = await ask(it, commander, { headers: { origin: '' } });
    expect(slugOf(none.body)).toBe('bad-origin');
  });

  test('the own host serves as origin on loopback names and on no others', async () => {
    const from = (origin: string, host: string) =>
      ask(it, commander, { headers: { origin, host } }).then(({ status }) => status);
    expect(await from('http://127.0.0.1:3100', '127.0.0.1:3100')).toBe(201);
    expect(await from('http://localhost:3100', 'localhost:3100')).toBe(201);
    expect(await from('http://localhost:3101', 'localhost:3100')).toBe(403);
    expect(await from('https://localhost:3100', 'localhost:3100')).toBe(403);
    expect(await from('http://evil.example', 'evil.example')).toBe(403);
    expect(await from('null', 'localhost:3100')).toBe(403);
  });

  test('a body over one mebibyte is refused before it is parsed, whatever it claims to be', async () => {
    const { status, body, counted } = await ask(it, commander, {
      body: 'x'.repeat(1024 * 1024 + 1),
      headers: { 'content-type': 'text/plain' },
    });
    expect([status, slugOf(body), counted]).toEqual([413, 'too-large', ['usr_1']]);
  });

  test('a streamed body is counted as it arrives, and of what is too much a bounded rest is taken in', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    expect((await ask(it, commander, { body: endless })).status).toBe(413);
    // Whoever closes on unread bytes takes the refusal back from its sender.
    expect(sent).toBeGreaterThan(16 * 1024 * 1024);
    expect(sent).toBeLessThan(18 * 1024 * 1024);
  });

  test('a sender of too much who then falls silent is answered all the same', async () => {
    const silent = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(2 * 1024 * 1024)),
    });
    expect((await ask(it, commander, { body: silent })).status).toBe(413);
  });

  test('a body that is not JSON by its content type is refused', async () => {
    for (const type of ['text/plain', 'application/json; charset=latin1', '']) {
      const { status, body } = await ask(it, commander, { headers: { 'content-type': type } });
      expect([status, slugOf(body)]).toEqual([415, 'unsupported-media-type']);
    }
    const utf8 = { 'content-type': 'Application/JSON; Charset="UTF-8"' };
    expect((await ask(it, commander, { headers: utf8 })).status).toBe(201);
  });
});

describe('input', () => {
  test.each([
    ['an unknown field', '{"name":"x","nmae":1}', 'nmae'],
    [
      'an unknown field inside',
      '{"name":"x","tags":[{"label":"a"},{"label":"b","x":1}]}',
      'tags.1.x',
    ],
    ['a wrong type', '{"name":7}', 'name'],
    ['a missing field', '{}', 'name'],
    ['an array for an object', '[]', ''],
    ['a repeated name', '{"name":"x","name":"y"}', 'name'],
    ['a prototype', '{"name":"x","__proto__":{}}', '__proto__'],
    ['an empty body', '', ''],
  ])('%s is refused with its path', async (_name, text, path) => {
    const { status, body } = await ask(it, commander, { body: text });
    expect([status, slugOf(body)]).toEqual([400, 'invalid']);
    expect(body.errors).toEqual([{ path, message: expect.any(String) }]);
  });

  test('a query parameter given twice is refused, and an unknown one passed over', async () => {
    const path = '/api/v1/samples/a';
    const twice = await ask(it, commander, { path: `${path}?wait=1&wait=2` });
    expect([twice.status, slugOf(twice.body)]).toEqual([400, 'invalid']);
    const known = await ask(it, commander, { path: `${path}?wait=99&__proto__=1&utm=x` });
    expect(known.body.query).toEqual({ wait: 30 });
  });

  test('a NUL in the address names nothing, and in the query is invalid', async () => {
    expect((await ask(it, commander, { params: { id: 'a\0' } })).status).toBe(404);
    expect((await ask(it, commander, { path: '/api/v1/samples/a?wait=%00' })).status).toBe(400);
  });
});

describe('idempotency', () => {
  const keyed = (key: string, body?: string) =>
    ask(it, commander, { headers: { 'idempotency-key': key }, ...(body ? { body } : {}) });

  test('the claim is bound to actor, path and the canonical body', async () => {
    const one = await keyed('k-1', '{"name":"x","tags":[]}');
    const two = await keyed('k-1', ' { "tags" : [ ], "name" : "\\u0078" }');
    const other = await keyed('k-1', '{"name":"y"}');
    expect(one.body.idempotency).toEqual(two.body.idempotency);
    expect(one.body.idempotency).not.toEqual(other.body.idempotency);
    expect(one.body.idempotency).toMatchObject({
      key: 'k-1',
      scope: 'person:usr_1 POST /api/v1/samples/a',
      bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      secret: ['key'],
    });
  });

  test('a key that is empty, long or not visible ASCII is refused', async () => {
    for (const key of ['', 'a b', 'ü', 'x'.repeat(201)]) {
      const { status, body } = await keyed(key);
      expect([status, slugOf(body)]).toEqual([400, 'invalid']);
    }
  });
});

describe('answers', () => {
  const failing = (error: unknown) =>
    plain(
      endpoint({
        ...sample,
        run: async () => {
          throw error;
        },
      }),
    );

  test('a refusal of the verb keeps its slug, detail and extra members', async () => {
    const error = new Conflict('stage-locked', 'Not yet.', { stage: 'gathering', status: 1 });
    const { status, body, response } = await ask(failing(error), commander);
    expect(status).toBe(409);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(body).toMatchObject({
      type: `${ORIGIN}/problems/stage-locked`,
      title: 'Not in this stage',
      status: 409,
      detail: 'Not yet.',
      instance: '/api/v1/samples/a',
      stage: 'gathering',
    });
  });

  test('an unknown error is a 500 with an id, reported, its message kept back', async () => {
    const error = new Error('password is hunter2');
    const { status, body, unknown, response } = await ask(failing(error), commander);
    expect([status, slugOf(body)]).toEqual([500, 'internal']);
    expect(JSON.stringify(body)).not.toContain('hunter2');
    expect(body.detail).toContain(response.headers.get('x-request-id'));
    expect(unknown).toEqual([error]);
  });

  test('a database that cannot be reached is a 503 to be tried again', async () => {
    const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const { status, response, unknown } = await ask(failing(gone), commander);
    expect([status, response.headers.get('retry-after'), unknown]).toEqual([503, '1', []]);
  });

  test('every answer is uncached and unsniffed', async () => {
    for (const who of [commander, null]) {
      const { response } = await ask(it, who);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('complaints about a union name the branch that was meant', async () => {
    const unions = plain(
      endpoint({
        method: 'POST',
        path: '/samples/{id}',
        summary: 'Take one of two',
        tags: ['samples'],
        permission: 'control.give',
        params: z.object({ id: z.string() }),
        response: z.null(),
        problems: [],
        run: async () => null,
        body: z.strictObject({
          event: z.discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('a'), at: z.string() }),
            z.strictObject({ kind: z.literal('b'), by: z.strictObject({ id: z.int() }) }),
          ]),
          command: z.union([
            z.strictObject({ argv: z.array(z.string()) }),
            z.strictObject({ patch: z.strictObject({ text: z.string() }) }),
          ]),
        }),
      }),
    );
    const body = '{"event":{"kind":"c"},"command":{"patch":{"text":7}}}';
    expect((await ask(unions, commander, { body })).body.errors).toEqual([
      { path: 'event.kind', message: 'must be one of a, b' },
      { path: 'command.patch.text', message: expect.any(String) },
    ]);
  });
});

test('whatever is sent, the answer is a clear yes or no and never a 500', async () => {
  const text = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.jsonValue().map((extra) => JSON.stringify({ name: 'x', extra: { extra } })),
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
  );
  const visible = fc.string({ unit: fc.constantFrom(...'abc019 /;=,"{}%') });
  await fc.assert(
    fc.asyncProperty(text, visible, visible, fc.string(), async (body, key, type, id) => {
      const { status, unknown } = await ask(it, commander, {
        body,
        params: { id },
        headers: { 'idempotency-key': `k${key}`, 'content-type': type || 'application/json' },
        path: `/api/v1/samples/a?${encodeURIComponent(id)}=${encodeURIComponent(key)}`,
      });
      expect(unknown).toEqual([]);
      expect([201, 400, 404, 415]).toContain(status);
    }),
    { numRuns: 200 },
  );
}, 60_000);
