import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { type Endpoint, servedPath } from '@/lib/http/endpoint';
import { endpoints } from '@/lib/http/registry';
import { type Surroundings, serve } from '@/lib/http/serve';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { compareWithLog } from '@/lib/log/rebuild';
import { as, makeAgent, makeExecutor, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { inputFor } from './from-schema';

await testDatabase();
const ORIGIN = 'http://localhost:3000';
const people = await Promise.all(
  (['commander', 'approver', 'auditor', 'observer', 'admin'] as const).map((name) =>
    makePerson(name, role(name)),
  ),
);
const [commander] = people;
if (!commander) throw new Error('There is a commander.');
const agent = await makeAgent('Fuzzed', commander.id);
const executor = await makeExecutor('Deployer', commander.id);
// Whom the fuzzing suspends, revokes, disables.
const spare = await makeAgent('Spare', commander.id);
const victim = await makePerson('Victim', role('observer'));
const incident = await openIncident(as(commander), {
  title: 'Checkout fails',
  severity: 'sev2',
  service: 'checkout',
  environment: 'production',
});
const { id: investigation } = await createInvestigation(as(agent), { incidentId: incident.id });
const actors: Actor[] = [...people, agent, executor];
const KNOWN = [
  incident.id,
  investigation,
  agent.id,
  executor.id,
  commander.id,
  'checkout',
  'h1',
  'e1',
];

const KINDS = new Map([
  ['incidents', [incident.id]],
  ['investigations', [investigation]],
  ['agents', [spare.id]],
  ['people', [victim.id]],
  ['policies', ['pol_default']],
]);

/** What a path's parameters are given: mostly things of the kind that its first part names. */
const segmentsFor = ({ path }: Endpoint): fc.Arbitrary<string[]> => {
  const segment = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(KINDS.get(path.split('/')[1] ?? '') ?? KNOWN)) },
    { weight: 2, arbitrary: fc.constantFrom(...KNOWN) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 70 }) },
  );
  return fc.array(segment, { minLength: 2, maxLength: 2 });
};

/** Mostly those who get past the first refusals. */
const whoMay = ({ permission }: Endpoint): fc.Arbitrary<Actor> => {
  const allowed = actors.filter(
    (actor) =>
      permission === 'public' || permission === 'signed-in' || can(actor, permission).allowed,
  );
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...allowed) },
    { weight: 1, arbitrary: fc.constantFrom(...actors) },
  );
};

/** Waiting is for other tests; here nothing would come. */
const withoutWait = (given: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(Object(given))
      .filter(([name]) => name !== 'wait')
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

async function call(
  endpoint: Endpoint,
  actor: Actor,
  given: { params: string[]; query: unknown; body: unknown },
) {
  const unknown: unknown[] = [];
  const around: Surroundings = {
    currentActor: async () => actor,
    countCall: async () => undefined,
    publicUrl: () => ORIGIN,
    demandSameBody: async () => undefined,
    reportUnknown: (error) => unknown.push(error),
  };
  const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => String(match[1]));
  const params = Object.fromEntries(names.map((name, i) => [name, given.params[i] ?? 'x']));
  const leaving = new AbortController();
  const query = new URLSearchParams(withoutWait(given.query));
  const request = new Request(`${ORIGIN}/fuzz?${query}`, {
    method: endpoint.method,
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: endpoint.method === 'GET' ? null : JSON.stringify(given.body),
    signal: leaving.signal,
  });
  const response = await serve(endpoint, around)(request, { params: Promise.resolve(params) });
  leaving.abort();
  await response.body?.cancel();
  return { status: response.status, unknown };
}

const fuzzed = endpoints.filter(
  ({ endpoint }) => endpoint.permission !== 'public' && !endpoint.authenticate,
);

describe('whatever is sent to it, and whoever sends it', () => {
  test.each(fuzzed.map(({ name, endpoint }) => [name, endpoint] as const))(
    '%s answers without a 500',
    async (_name, endpoint) => {
      const nothing = z.object({});
      await fc.assert(
        fc.asyncProperty(
          whoMay(endpoint),
          segmentsFor(endpoint),
          inputFor(endpoint.query ?? nothing, KNOWN),
          inputFor(endpoint.body ?? nothing, KNOWN),
          async (actor, params, query, body) => {
            const { status, unknown } = await call(endpoint, actor, { params, query, body });
            expect(unknown, servedPath(endpoint)).toEqual([]);
            expect(status).toBeLessThan(500);
          },
        ),
        { numRuns: 100, interruptAfterTimeLimit: 20_000 },
      );
    },
    60_000,
  );
});

test('and the log still folds to exactly what the tables hold', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
