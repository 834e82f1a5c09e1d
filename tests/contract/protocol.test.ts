import { request } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { endpoints } from '@/lib/http/registry';
import { servedPath } from '@/lib/http/endpoint';
import { caller, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { eventCount } from '../support/event-count';
import { beginInvestigation } from '../support/investigation';
import { event, evidence, note } from '../support/investigation-events';
import { newMachine } from './machines';
import { rawPost } from './raw-post';

const { as, server, agent } = await contractServer();
const { url } = server;
const MIB = 1024 * 1024;
let incidentId = '';
let investigationId = '';
let path = '';

beforeAll(async () => {
  ({ incidentId, investigationId } = await beginInvestigation(as.commander, as.agent));
  path = `/investigations/${investigationId}`;
});

/** A batch of exactly so many bytes. */
const batchOf = (bytes: number, id: string): string => {
  const batch = (text: string) => JSON.stringify({ events: [{ ...note(id), text }] });
  return `${batch('x')}${' '.repeat(bytes - batch('x').length)}`;
};

describe('the size of a body', () => {
  const post = (body: string, isChunked: boolean) =>
    rawPost(`${url}/api/v1${path}/events`, agent.key, { body }, isChunked);

  test.each([
    ['announced', false],
    ['in chunks', true],
  ])('may be one MiB and not a byte more, %s', async (name, isChunked) => {
    const taken = await post(batchOf(MIB, isChunked ? 'chunked' : name), isChunked);
    expect(taken).toMatchObject({ status: 200, body: { accepted: 1 } });
    const before = await eventCount();
    expectProblem(await post(batchOf(MIB + 1, 'over'), isChunked), 413, 'too-large');
    expectProblem(await post(batchOf(8 * MIB, 'far-over'), isChunked), 413, 'too-large');
    expect(await eventCount()).toBe(before);
  });

  test('is counted, whatever the Content-Length says', async () => {
    const headers = { 'Transfer-Encoding': 'chunked' };
    const body = batchOf(2 * MIB, 'lies');
    const answer = await rawPost(`${url}/api/v1${path}/events`, agent.key, { body, headers }, true);
    expectProblem(answer, 413, 'too-large');
  });
});

describe('the form of a body', () => {
  const body = () => JSON.stringify({ events: [note('form')] });
  const post = (contentType: string, headers = {}) =>
    rawPost(`${url}/api/v1${path}/events`, agent.key, { body: body(), contentType, headers });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    'application/json; charset=latin1',
    '',
  ])('is refused as %s', async (contentType) => {
    expectProblem(await post(contentType), 415, 'unsupported-media-type');
  });

  test('is refused compressed, and taken as JSON however that is written', async () => {
    const packed = await post('application/json', { 'Content-Encoding': 'gzip' });
    expectProblem(packed, 415, 'unsupported-media-type');
    expect((await post('Application/JSON; charset="UTF-8"')).status).toBe(200);
  });
});

describe('of several reasons to refuse, the first in the contract’s order is given', () => {
  const foreign = { Origin: 'https://evil.example' };
  const broken = '{"events":';
  const huge = 'x'.repeat(MIB + 1);

  test('who, then what they may, then from where, then how much, then what', async () => {
    const post = (call: typeof as.agent, body: string) => call('POST', '/incidents', body, foreign);
    expectProblem(await post(as.nobody, huge), 401, 'unauthenticated');
    expectProblem(await post(as.observer, huge), 403, 'forbidden');
    expectProblem(await post(as.executor, huge), 403, 'forbidden');
    expectProblem(await post(as.commander, huge), 403, 'bad-origin');
    expectProblem(await post(as.agent, huge), 413, 'too-large');
    expectProblem(await post(as.agent, broken), 400, 'invalid');
  });

  test('what does not parse before what was said under the same key', async () => {
    const key = { 'Idempotency-Key': 'order-1' };
    const first = await as.agent('POST', '/investigations', { incidentId }, key);
    expect(first.status).toBe(201);
    expectProblem(await as.agent('POST', '/investigations', broken, key), 400, 'invalid');
    const other = await as.agent('POST', '/investigations', { incidentId: 'inc_404' }, key);
    expectProblem(other, 422, 'idempotency-mismatch');
    const unkeyed = await as.agent('POST', '/investigations', { incidentId: 'inc_404' });
    expectProblem(unkeyed, 404, 'not-found');
  });

  test('what is there, then scope, then state, then references', async () => {
    const narrow = await newMachine(url, as.admin, 'agent', { sources: ['metrics'] });
    const outside = { events: [evidence('e7')] };
    const hidden = await narrow.call('POST', `${path}/events`, outside);
    expectProblem(hidden, 404, 'not-found');

    const own = await narrow.call('POST', '/investigations', { incidentId });
    const mine = `/investigations/${String(own.body.id)}`;
    const asked = await narrow.call('POST', `${mine}/checkpoints`, {
      stage: 'evidence',
      summary: 'x',
    });
    expect(asked.status).toBe(201);
    expectProblem(await narrow.call('POST', `${mine}/events`, outside), 403, 'out-of-scope');
    const unknown = event('l1', 'step.finished', { step: 's404', status: 'ok' });
    const held = await narrow.call('POST', `${mine}/events`, { events: [unknown] });
    expectProblem(held, 409, 'waiting-at-checkpoint');
    expect(held.body).toMatchObject({ checkpointId: asked.body.id });

    const log = await as.observer('GET', `${mine}/events`);
    expect(log.body.items).toMatchObject([
      { kind: 'investigation.created' },
      { kind: 'checkpoint.requested' },
      { kind: 'scope.violated', axis: 'source', value: 'logs' },
    ]);
  });
});

/** The status of a request whose address goes out as it is written. */
const statusOf = (method: string, address: string) =>
  new Promise<number>((resolve, reject) => {
    const headers = { Authorization: `Bearer ${agent.key}`, 'Content-Type': 'application/json' };
    const { hostname, port } = new URL(url);
    const sent = request(
      { hostname, port, path: address, method, headers, agent: false },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(method === 'GET' ? undefined : '{}');
  });

describe('an address', () => {
  const ODD = [
    '%00',
    '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '%F0%9F%98%80',
    '%ED%A0%80',
    '%FF',
    '%',
    '%E2%80%AE',
    "'%20OR%201=1--",
    '__proto__',
    'constructor',
    '{id}',
    '*',
    '-1',
    'null',
    'x'.repeat(3000),
  ];
  const withParams = [
    ...new Set(
      endpoints
        .filter(({ endpoint }) => endpoint.path.includes('{'))
        .map(({ endpoint }) => `${endpoint.method} ${servedPath(endpoint)}`),
    ),
  ];

  test.each(withParams)('%s names nothing where its ids are odd', async (line) => {
    const [method = '', pattern = ''] = line.split(' ');
    for (const odd of ODD) {
      const status = await statusOf(method, pattern.replaceAll(/\{\w+\}/g, odd));
      expect(status, odd.slice(0, 40)).toBeGreaterThanOrEqual(400);
      expect(status, odd.slice(0, 40)).toBeLessThan(500);
    }
  });

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
    'that no endpoint has is a problem for %s',
    async (method) => {
      for (const missing of ['/nothing', '/incidents/a/b/c', '/INCIDENTS', '/grants/redeem/x']) {
        const body = method === 'GET' ? undefined : {};
        expectProblem(await as.agent(method, missing, body), 404, 'not-found');
      }
    },
  );

  test('is refused to other methods than its own, which it names', async () => {
    const anyone = caller(url, {});
    for (const [method, missing, allowed] of [
      ['DELETE', '/incidents', 'GET, POST'],
      ['PUT', `/incidents/${incidentId}`, 'GET, PATCH'],
      ['GET', '/grants/redeem', 'POST'],
      ['PATCH', `${path}/events`, 'GET, POST'],
      ['POST', '/api/health/live', 'GET'],
      ['GET', '/api/webhooks/alertmanager', 'POST'],
    ] as const) {
      const answer = await anyone(method, missing, method === 'GET' ? undefined : {});
      expectProblem(answer, 405, 'method-not-allowed');
      const named = answer.headers.get('allow')?.split(', ') ?? [];
      expect(named).toEqual(expect.arrayContaining(allowed.split(', ')));
      expect(named).not.toContain(method);
    }
  });
});
