import { describe, expect, test } from 'vitest';
import { servedPath } from '@/lib/http/endpoint';
import { endpoints } from '@/lib/http/registry';
import type { Call } from '../support/api';
import { contractServer } from '../support/contract-server';
import { beginInvestigation } from '../support/investigation';
import { note } from '../support/investigation-events';
import { proposeAction } from './signed-action';

const contract = await contractServer();
const { as, server } = contract;
const replica = await contract.replica();

describe('the OpenAPI document', () => {
  type Json = Record<string, unknown>;
  const read = async () =>
    (await (await fetch(`${server.url}/api/v1/openapi.json`)).json()) as Json & {
      paths: Record<string, Record<string, Json>>;
    };

  test('describes every endpoint where it is served, its parameters and its body', async () => {
    const { openapi, servers, paths } = await read();
    expect(openapi).toBe('3.1.0');
    expect(servers).toEqual([{ url: server.url }]);
    expect(endpoints.length).toBeGreaterThan(40);
    for (const { name, endpoint } of endpoints) {
      const operation = paths[servedPath(endpoint)]?.[endpoint.method.toLowerCase()];
      expect(operation, name).toBeDefined();
      const parameters = (operation?.parameters ?? []) as { name: string; in: string }[];
      const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const described = parameters.filter((each) => each.in === 'path').map((each) => each.name);
      expect(described.toSorted(), name).toEqual(inPath.toSorted());
      expect(operation?.requestBody !== undefined, name).toBe(endpoint.body !== undefined);
      expect(operation?.responses, name).toHaveProperty(String(endpoint.status ?? 200));
    }
  });

  test('refers to nothing that it does not hold', async () => {
    const document = await read();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"(#[^"]*)"/g)];
    for (const [, reference = ''] of references) {
      const place = reference.split('/').slice(1);
      const found = place.reduce<unknown>(
        (at, name) =>
          typeof at === 'object' && at !== null
            ? (at as Json)[name.replaceAll('~1', '/').replaceAll('~0', '~')]
            : undefined,
        document,
      );
      expect(found, reference).toBeDefined();
    }
  });
});

describe('what anyone may ask', () => {
  test('whether it lives and is ready, and by which keys grants are signed', async () => {
    for (const path of ['/api/health/live', '/api/health/ready']) {
      expect(await as.nobody('GET', path)).toMatchObject({ status: 200, body: { status: 'ok' } });
    }
    const { body } = await as.nobody('GET', '/.well-known/jwks.json');
    expect(body.keys).toMatchObject([
      { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: expect.any(String) },
    ]);
    expect(JSON.stringify(body)).not.toContain('"d"');
    const beside = await fetch(`${replica.url}/.well-known/jwks.json`);
    expect(await beside.json()).toEqual(body);
  });

  test('answers are not kept by caches and are read as what they say they are', async () => {
    for (const path of ['/incidents', '/nothing', '/api/health/live']) {
      const { headers } = await as.observer('GET', path);
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    const { body, headers } = await as.observer('GET', '/incidents/inc_404');
    expect(body).toMatchObject({ instance: '/api/v1/incidents/inc_404' });
    expect(body.requestId).toBe(headers.get('x-request-id'));
  });
});

describe('a list', () => {
  const incident = (i: number) => ({
    title: `Incident ${i}`,
    severity: 'sev4',
    service: 'payments',
    environment: 'production',
  });
  const open = async (i: number) =>
    String((await as.commander('POST', '/incidents', incident(i))).body.id);

  /** Walks a list from its first page to its last; between pages something may happen. */
  async function walk(call: Call, path: string, between = async (): Promise<unknown> => undefined) {
    const ids: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 100; pages += 1) {
      const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { status, body } = await call('GET', `${path}${more}`);
      expect(status).toBe(200);
      const items = body.items as { id?: string; name?: string }[];
      ids.push(...items.map(({ id, name }) => id ?? name ?? ''));
      cursor = body.nextCursor as string | null;
      await between();
    }
    return ids;
  }

  test('brings each incident once, newest first, while others are opened', async () => {
    const known: string[] = [];
    for (let i = 0; i < 23; i += 1) known.unshift(await open(i));
    let late = 100;
    const walked = await walk(as.observer, '/incidents?limit=5', () => open((late += 1)));
    expect(new Set(walked).size).toBe(walked.length);
    expect(walked.filter((id) => known.includes(id))).toEqual(known);
    expect(late).toBeGreaterThan(103);
    expect(await walk(as.observer, '/incidents?limit=1&q=Incident%207')).toHaveLength(1);
  });

  test('of agents, people, services and actions ends too, and has each once', async () => {
    await proposeAction(as);
    for (const path of [
      '/agents?limit=1',
      '/people?limit=2',
      '/services?limit=1',
      '/actions?limit=1',
    ]) {
      const walked = await walk(as.admin, path);
      expect(walked.length, path).toBeGreaterThan(0);
      expect(new Set(walked).size, path).toBe(walked.length);
    }
  });

  test('of events goes on after a seq, by cursor too', async () => {
    const { investigationId } = await beginInvestigation(as.commander, as.agent);
    const path = `/investigations/${investigationId}/events`;
    const events = Array.from({ length: 30 }, (_, i) => note(`n${i}`));
    await as.agent('POST', path, { events });
    const all = (await as.agent('GET', `${path}?limit=200`)).body.items as { id: string }[];
    expect(await walk(as.agent, `${path}?limit=7`)).toEqual(all.map(({ id }) => id));
    const after = await as.agent('GET', `${path}?after=30`);
    expect((after.body.items as { seq: number }[]).map(({ seq }) => seq)).toEqual([31, 32, 33]);
  });
});

describe('waiting', () => {
  test('ends with what it waited for, at another replica too', async () => {
    const action = await proposeAction(as);
    const key = { Authorization: `Bearer ${contract.agent.key}` };
    const path = `/api/v1/actions/${action.id}?wait=30&since=pending_approval`;
    const waits = [server.url, replica.url].map((base) => fetch(base + path, { headers: key }));
    const past = await as.agent('GET', `/actions/${action.id}?wait=30&since=approved`);
    expect(past.body).toMatchObject({ state: 'pending_approval' });
    expect((await as.agent('POST', `/actions/${action.id}/withdraw`, {})).status).toBe(200);
    for (const answer of await Promise.all(waits)) {
      expect(await answer.json()).toMatchObject({ state: 'withdrawn' });
    }
  });

  test('that runs out answers with what is', async () => {
    const { investigationId } = await beginInvestigation(as.commander, as.agent);
    const path = `/investigations/${investigationId}/directives`;
    const answer = await as.agent('GET', `${path}?wait=1`);
    expect(answer).toMatchObject({ status: 200, body: { items: [] } });
    const later = as.agent('GET', `${path}?wait=30`);
    await as.commander('POST', `/investigations/${investigationId}/controls`, {
      control: 'steer',
      instruction: 'Look at payments',
    });
    expect((await later).body.items).toMatchObject([{ kind: 'steer' }]);
  });
});
