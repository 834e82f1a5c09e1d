import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { ROLES, type RoleBinding } from '@/lib/access/schema';
import { db } from '@/lib/db/client';
import { type Endpoint, servedPath } from '@/lib/http/endpoint';
import { endpoints } from '@/lib/http/registry';
import { sha256 } from '@/lib/log/canonical';
import { type Answer, type Call, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { eventCount } from '../support/event-count';
import { reachProposing, rollback } from '../support/investigation';
import { newMachine, WIDE } from './machines';
import { newPerson } from './people';
import { deedsOn } from './service-deeds';
import { grantAction } from './signed-action';

const contract = await contractServer();
const { as, server } = contract;
const { url } = server;

interface Caller {
  who: string;
  call: Call;
  actor: Actor | null;
}

const BINDINGS: RoleBinding[][] = [
  ...ROLES.flatMap((role) => [[{ role, service: '*' }], [{ role, service: 'payments' }]]),
  [
    { role: 'commander', service: 'payments' },
    { role: 'observer', service: 'checkout' },
  ],
  // Narrowed to environments: what is asked for below is in production.
  ...(['observer', 'commander', 'approver'] as const).map((role): RoleBinding[] => [
    { role, service: 'checkout', environments: ['staging'] },
  ]),
  ...(['auditor', 'admin'] as const).map((role): RoleBinding[] => [
    { role, service: '*', environments: ['staging', 'test'] },
  ]),
  [
    { role: 'approver', service: 'checkout', environments: ['staging'] },
    { role: 'commander', service: 'checkout', environments: ['production'] },
  ],
];

const wordsFor = (roles: RoleBinding[]): string =>
  roles
    .map(({ role, service, environments }) =>
      [`${role} of ${service}`, ...(environments ? [`in ${environments.join()}`] : [])].join(' '),
    )
    .join(' and ');

async function personWith(roles: RoleBinding[]): Promise<Caller> {
  const { id, email, call } = await newPerson(url, as.admin, roles);
  const held = roles.map((each) => ({ ...each, since: new Date().toISOString() }));
  const actor: PersonActor = { type: 'person', id, name: 'x', email, sessionId: 'x', roles: held };
  return { who: wordsFor(roles), call, actor };
}

const people: Caller[] = [];
for (const roles of BINDINGS) people.push(await personWith(roles));
const { body: owner } = await as.admin('GET', '/people/me');
const machineOf = async (kind: 'agent' | 'executor', services: string[]): Promise<Caller> => {
  const { id, call } = await newMachine(url, as.admin, kind, { services });
  const verbs = kind === 'agent' ? WIDE.verbs : ['execute:*'];
  const known = { id, name: 'x', keyId: 'x', ownerId: String(owner.id) };
  const scope = { ...WIDE, services, verbs };
  const actor: Actor =
    kind === 'agent'
      ? { type: 'agent', ...known, scope, lineage: [] }
      : { type: 'executor', ...known, scope };
  return { who: `${kind} for ${services.join()}`, call, actor };
};
const machines = [
  await machineOf('agent', ['*']),
  await machineOf('agent', ['payments']),
  await machineOf('executor', ['*']),
];
const callers: Caller[] = [...people, ...machines, { who: 'nobody', call: as.nobody, actor: null }];

const nowhere = (endpoint: Endpoint): string =>
  endpoint.base === 'site'
    ? endpoint.path
    : endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `no-such-${name}`);

/** What the permission table says before anything is known of what is asked for. */
function foretold({ permission }: Endpoint, actor: Actor | null): 'yes' | 401 | 403 {
  if (permission === 'public') return 'yes';
  if (actor === null) return 401;
  if (permission === 'signed-in') return actor.type === 'person' ? 'yes' : 403;
  return can(actor, permission).allowed ? 'yes' : 403;
}

const slugOf = ({ body }: Answer): string => String(body.type).split('/').at(-1) ?? '';
const ended = async (response: Response): Promise<number> => {
  await response.body?.cancel();
  return response.status;
};

const asked = endpoints.filter(
  ({ endpoint }) => !endpoint.authenticate && endpoint.produces !== 'text/event-stream',
);

describe('each endpoint admits whom the permission table admits, and nobody else', () => {
  test.each(asked.map(({ name, endpoint }) => [name, endpoint] as const))(
    '%s',
    async (_name, endpoint) => {
      const before = await eventCount();
      for (const { who, call, actor } of callers) {
        const body = endpoint.method === 'GET' ? undefined : { 'no such field': true };
        const answer = await call(endpoint.method, nowhere(endpoint), body);
        const expected = foretold(endpoint, actor);
        const place = `${who}: ${endpoint.method} ${servedPath(endpoint)}`;
        if (expected === 401) expect(slugOf(answer), place).toBe('unauthenticated');
        else if (expected === 403) expect(slugOf(answer), place).toBe('forbidden');
        else expect([200, 400, 404], `${place} ${slugOf(answer)}`).toContain(answer.status);
        if (expected !== 'yes') expect(answer.status, place).toBe(expected);
      }
      expect(await eventCount()).toBe(before);
    },
  );

  test('streams too', async () => {
    for (const { who, actor } of callers.filter((each) => each.actor === null)) {
      expect(await ended(await fetch(`${url}/api/v1/live`)), `${who} ${actor}`).toBe(401);
    }
    for (const { call, who } of machines.filter(({ actor }) => actor?.type === 'executor')) {
      expectProblem(await call('GET', '/live'), 403, 'forbidden');
      expect(slugOf(await call('GET', '/investigations/x/stream')), who).toBe('forbidden');
    }
  });
});

describe('what is at one place is refused to, or hidden from, those of another', () => {
  const ids: Record<string, string> = {};
  let ownerAgentId = '';

  beforeAll(async () => {
    const { incidentId, investigationId } = await reachProposing(as.commander, as.agent);
    const proposed = await as.agent(
      'POST',
      `/investigations/${investigationId}/actions`,
      rollback(),
    );
    const granted = await grantAction(as);
    const redeemed = await as.executor('POST', '/grants/redeem', {
      token: granted.token,
      digest: granted.digest,
    });
    const execution = String(redeemed.body.executionId);
    const events = [{ id: 'end', kind: 'succeeded', at: '2026-03-01T12:00:00Z' }];
    await as.executor('POST', `/executions/${execution}/events`, { events });
    const unredeemed = await grantAction(as);
    const begun = await as.agent('POST', '/investigations', { incidentId });
    const waiting = await as.agent('POST', `/investigations/${String(begun.body.id)}/checkpoints`, {
      stage: 'evidence',
      summary: 'x',
    });
    Object.assign(ids, {
      incident: incidentId,
      investigation: investigationId,
      checkpoint: waiting.body.id,
      action: proposed.body.id,
      digest: proposed.body.digest,
      execution,
      token: unredeemed.token,
      tokenDigest: unredeemed.digest,
    });
    ids.view = sha256('{}').toString('hex');
    const kept = { digest: ids.view, actionId: String(ids.action), version: 1, view: 'decision/1' };
    await db().decisionView.create({ data: { ...kept, text: '{}', at: new Date() } });
    ownerAgentId = contract.agent.id;
  });

  test.each(deedsOn(ids))('%s by %s %s', async (permission, method, pattern, body) => {
    const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? '');
    const executorId = contract.executor.id;
    const resource = { service: 'checkout', environment: 'production', ownerAgentId, executorId };
    const before = await eventCount();
    for (const { who, call, actor } of [...people, ...machines]) {
      if (!actor) continue;
      const sight = can(
        actor,
        permission.startsWith('incident') ? 'incident.read' : 'investigation.read',
        resource,
      );
      const deed = can(actor, permission, resource);
      const early = can(actor, permission);
      // Whoever may is another test's; here nothing may change.
      if (deed.allowed && method !== 'GET') continue;
      const answer = await call(method, path, body?.());
      if (deed.allowed) expect(answer.status, who).toBe(200);
      else if (!early.allowed)
        expect([answer.status, slugOf(answer)], who).toEqual([403, 'forbidden']);
      else {
        // An executor sees no more than what is its own, and that is asked with the deed.
        const isSeen = sight.allowed || actor.type === 'executor';
        const refused = isSeen ? deed.code : sight.code;
        // Whose signature counts is not for the table alone to say, and has a word of its own.
        const isOfSigning = permission === 'action.decide' && refused === 'forbidden';
        const code = isOfSigning ? 'not-eligible' : refused;
        expect([answer.status, slugOf(answer)], who).toEqual([
          code === 'not-found' ? 404 : 403,
          code,
        ]);
      }
    }
    expect(await eventCount()).toBe(before);
  });

  test('lists hold what their reader may know of', async () => {
    const open = async (service: string, environment = 'production') => {
      const { body } = await as.commander('POST', '/incidents', {
        title: 'x',
        severity: 'sev4',
        service,
        environment,
      });
      return String(body.id);
    };
    const there = await open('payments');
    const elsewhere = await open('checkout');
    const inStaging = await open('checkout', 'staging');
    const undeclared = await open('a-service-that-nobody-declared');
    for (const { who, call, actor } of [...people, ...machines]) {
      if (!actor || !can(actor, 'incident.read').allowed) continue;
      const answer = await call('GET', '/incidents?limit=200');
      const shown = (answer.body.items as { id: string; service: string }[]).map(({ id }) => id);
      for (const [service, environment, id] of [
        ['payments', 'production', there],
        ['checkout', 'production', elsewhere],
        ['checkout', 'staging', inStaging],
        ['a-service-that-nobody-declared', 'production', undeclared],
      ] as const) {
        const { allowed } = can(actor, 'incident.read', { service, environment });
        expect(shown.includes(id), `${who}: ${service} in ${environment}`).toBe(allowed);
      }
    }
  });
});

test('whatever JSON comes to whatever endpoint, the answer is never a 5xx', async () => {
  const machinesAndPeople = [as.commander, as.approver, as.admin, as.agent, as.executor];
  const writing = endpoints.filter(({ endpoint }) => endpoint.method !== 'GET');
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.json({ maxDepth: 5 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.json({ maxDepth: 3 }), fc.nat(40))
        .map(([json, at]) => json.slice(0, at) + json.slice(at + 1)),
    },
  );
  for (const { name, endpoint } of writing) {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...machinesAndPeople), text, async (call, body) => {
        const answer = await call(endpoint.method, nowhere(endpoint), body);
        expect(answer.status, `${name} ${body}`).toBeLessThan(500);
      }),
      { numRuns: 25 },
    );
  }
}, 120_000);
