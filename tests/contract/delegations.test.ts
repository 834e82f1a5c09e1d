import { describe, expect, test } from 'vitest';
import { asMachine, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { beginInvestigation, openIncident } from '../support/investigation';
import { evidence, note } from '../support/investigation-events';
import { newMachine, WIDE } from './machines';
import { connect } from './sse-reader';

const contract = await contractServer();
const { as, server } = contract;
const far = await contract.replica();

const ASKED = {
  name: 'Log reader',
  purpose: 'Reads the logs.',
  scope: {
    sources: ['logs'],
    services: ['checkout'],
    environments: ['production'],
    verbs: ['observe', 'delegate'],
  },
};

const newRoot = () =>
  newMachine(server.url, as.admin, 'agent', { verbs: [...WIDE.verbs, 'delegate'], maxDepth: 3 });

async function delegateFrom(parent: { id: string; call: typeof as.agent }, more: object = {}) {
  const made = await parent.call('POST', `/agents/${parent.id}/delegations`, { ...ASKED, ...more });
  expect(made.status).toBe(201);
  const { agent, key } = made.body as { agent: { id: string }; key: string };
  return { id: agent.id, key, call: asMachine(server.url, key), body: made.body };
}

describe('delegating', () => {
  test('answers 201 with the agent and its key, and a repeat without it', async () => {
    const root = await newRoot();
    const path = `/agents/${root.id}/delegations`;
    const headers = { 'Idempotency-Key': 'once' };
    const first = await root.call('POST', path, ASKED, headers);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      agent: { parentId: root.id, scope: { maxDepth: 2 }, ownerName: expect.any(String) },
      key: expect.stringMatching(/^csk_/),
    });
    const again = await root.call('POST', path, ASKED, headers);
    expect(again.body).toEqual({ agent: first.body.agent });
    const other = await root.call('POST', path, { ...ASKED, name: 'Other' }, headers);
    expectProblem(other, 422, 'idempotency-mismatch');
  });

  test('refuses what exceeds the parent, a forged parent, and whatever makes no sense', async () => {
    const root = await newMachine(server.url, as.admin, 'agent', {
      sources: ['logs'],
      verbs: ['observe', 'delegate'],
      maxDepth: 1,
    });
    const ask = (body: object, path = `/agents/${root.id}/delegations`) =>
      root.call('POST', path, { ...ASKED, ...body });
    const scope = (more: object) => ({ scope: { ...ASKED.scope, ...more } });
    const beyond = await ask(scope({ sources: ['*'] }));
    expectProblem(beyond, 403, 'scope-exceeds-parent');
    expect(beyond.body.errors).toMatchObject([{ path: 'scope.sources' }]);
    const forged = await ask({ parentId: contract.agent.id });
    expectProblem(forged, 400, 'invalid');
    expect(forged.body.errors).toMatchObject([{ path: 'parentId' }]);
    for (const wrong of [
      scope({ services: [] }),
      scope({ verbs: ['fly'] }),
      scope({ maxDepth: -1 }),
      { expiresAt: '2020-01-01T00:00:00Z' },
      // A client ten minutes behind asks for a minute from its now.
      { expiresAt: new Date(Date.now() - 9 * 60_000).toISOString() },
    ]) {
      expectProblem(await ask(wrong), 400, 'invalid');
    }
    expectProblem(await ask(scope({ services: ['atlantis'] })), 400, 'unknown-reference');
    expectProblem(await ask({}, `/agents/${contract.agent.id}/delegations`), 404, 'not-found');
    expectProblem(await ask({}, '/agents/agt_nowhere/delegations'), 404, 'not-found');
    expectProblem(
      await as.admin('POST', `/agents/${root.id}/delegations`, ASKED),
      403,
      'forbidden',
    );
  });

  test('is shown to people with what was tried beyond', async () => {
    const root = await newRoot();
    await root.call('POST', `/agents/${root.id}/delegations`, {
      ...ASKED,
      scope: { ...ASKED.scope, verbs: ['execute:rollback'] },
    });
    const { body } = await as.observer('GET', `/agents/${root.id}/use`);
    expect(body.refused).toMatchObject([{ axis: 'verbs', name: 'execute:rollback', count: 1 }]);
  });
});

describe('a sub-agent’s key', () => {
  test('writes to what its parent began, with a clock ten minutes off either way', async () => {
    const root = await newRoot();
    const child = await delegateFrom(root);
    const { investigationId } = await beginInvestigation(as.commander, root.call);
    const path = `/investigations/${investigationId}/events`;
    const off = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const events = [
      { ...note('ahead'), at: off(10) },
      { ...note('behind'), at: off(-10) },
      evidence('e9'),
    ];
    expect((await child.call('POST', path, { events })).body).toMatchObject({ accepted: 3 });
    const { body } = await as.observer('GET', `${path}?limit=200`);
    const items = body.items as { id: string; actor: { id: string }; recordedAt: string }[];
    const own = items.filter(({ actor }) => actor.id === child.id);
    expect(own.map(({ id }) => id)).toEqual([events[0]?.id, events[1]?.id, events[2]?.id]);
    for (const { recordedAt } of own) {
      expect(Math.abs(Date.parse(recordedAt) - Date.now())).toBeLessThan(60_000);
    }
  });

  test('ends with its root, everywhere: streams, waits and writes', async () => {
    const root = await newRoot();
    const child = await delegateFrom(root);
    const leaf = await delegateFrom(child);
    const incidentId = await openIncident(as.commander);
    const begun = await root.call('POST', '/investigations', { incidentId });
    const path = `/api/v1/investigations/${String(begun.body.id)}`;
    const open = [server.url, far.url].flatMap((base) =>
      [root, child, leaf].map(async ({ key }) => {
        const { status, frames } = await connect(`${base}${path}/stream`, {
          Authorization: `Bearer ${key}`,
        });
        expect(status).toBe(200);
        await frames.next();
        return frames;
      }),
    );
    const streams = await Promise.all(open);
    const waits = [server.url, far.url].flatMap((base) =>
      [root, child, leaf].map(({ key }) =>
        asMachine(base, key)('GET', `${path}/directives?wait=30`),
      ),
    );
    const drained = streams.map(async (frames) => {
      for (let next = await frames.next(); !next.done;) next = await frames.next();
    });
    const begunAt = performance.now();
    const revoked = await as.commander('POST', `/agents/${root.id}/revoke`, { reason: 'Enough.' });
    expect(revoked.status).toBe(200);
    for (const wait of await Promise.all(waits)) expectProblem(wait, 401, 'unauthenticated');
    await Promise.all(drained);
    expect(performance.now() - begunAt).toBeLessThan(2000);
    for (const base of [server.url, far.url]) {
      for (const { key } of [root, child, leaf]) {
        const late = await asMachine(base, key)('POST', `${path}/events`, { events: [note('x')] });
        expectProblem(late, 401, 'unauthenticated');
      }
    }
  });
});
