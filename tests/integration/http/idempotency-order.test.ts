import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Actor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { db } from '@/lib/db/client';
import { type Endpoint, servedPath } from '@/lib/http/endpoint';
import { endpoints } from '@/lib/http/registry';
import { type Surroundings, serve } from '@/lib/http/serve';
import { demandSameBody } from '@/lib/log/idempotency';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';
import { pushBrowser } from '../../support/push-browser';
import { fittingInput } from './from-schema';

await testDatabase();
const ORIGIN = 'http://localhost:3000';
const KEY = 'used-before';
const cast = await makeCast();
const { action, grant } = await cast.approved();
const actors: Actor[] = [
  cast.commander,
  cast.approver,
  cast.admin,
  await makePerson('Olga', role('observer')),
  cast.agent,
  cast.executor,
  { type: 'system', id: 'alertmanager', name: 'Alertmanager' },
];
const KNOWN = [action.incidentId, action.investigationId, action.id, cast.agent.id, 'h1', 'e1'];

/** What stands in an address: something there is of the kind that it names, and nothing. */
const idsFor = ({ path }: Endpoint): string[] => {
  const known: Record<string, string> = {
    incidents: action.incidentId,
    investigations: action.investigationId,
    actions: action.id,
    agents: cast.agent.id,
    people: cast.approver.id,
  };
  return [known[path.split('/')[1] ?? ''] ?? action.id, 'is-not-there'];
};

/** What a body needs besides its shape, so that it gets as far as the key. */
const GENUINE: Record<string, object> = {
  redeemGrantEndpoint: { token: grant.token },
  proposePolicyEndpoint: { document: SHIPPED_DOCUMENT, basedOn: 1 },
  invitePersonEndpoint: { email: cast.approver.email },
  addSourceLinkEndpoint: { template: 'https://grafana.example/explore?q={{query}}' },
  addDeviceEndpoint: pushBrowser('https://push.example/once').subscription,
};

/** Whom the first refusals let through. */
const whoMay = ({ permission, authenticate }: Endpoint): Actor[] =>
  actors.filter((actor) => {
    if (permission === 'public') return false;
    if ((actor.type === 'system') !== (authenticate !== undefined)) return false;
    return permission === 'signed-in' || can(actor, permission).allowed;
  });

/** Asks under a key that the same actor has used at the same address with another body. */
async function askAgain(endpoint: Endpoint, actor: Actor, id: string, body: unknown) {
  const params: Record<string, string> = {};
  const path = servedPath(endpoint).replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    params[name] = id;
    return id;
  });
  const scope = `${actor.type}:${actor.id} POST ${path}`;
  const claim = { scope, key: KEY, bodyHash: '0'.repeat(64), response: {} };
  await db().idempotency.upsert({
    where: { scope_key: { scope, key: KEY } },
    create: claim,
    update: {},
  });
  const around: Surroundings = {
    currentActor: async () => actor,
    countCall: async () => undefined,
    publicUrl: () => ORIGIN,
    demandSameBody,
    reportUnknown: (error) => expect(error).toBeUndefined(),
  };
  const declared = endpoint.authenticate
    ? { ...endpoint, authenticate: async () => actor }
    : endpoint;
  const request = new Request(ORIGIN + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, 'idempotency-key': KEY },
    body: JSON.stringify(body),
  });
  const response = await serve(declared, around)(request, { params: Promise.resolve(params) });
  const { type }: { type?: string } = await response.json();
  return `${response.status} ${type?.split('/').at(-1) ?? ''}`;
}

/** They answer a question, change nothing and keep no answer, so no key can have been used. */
const ASKING = new Set([
  'evaluatePolicyEndpoint',
  'backTestPolicyEndpoint',
  'previewImportEndpoint',
]);

const keyed = endpoints.filter(
  ({ name, endpoint }) =>
    endpoint.method === 'POST' && endpoint.permission !== 'public' && !ASKING.has(name),
);

describe('a key that was used with another body is refused before anything is looked at', () => {
  test.each(keyed.map(({ name, endpoint }) => [name, endpoint] as const))(
    'by %s',
    async (name, endpoint) => {
      const seen = new Set<string>();
      const bodies = fc
        .sample(fittingInput(endpoint.body ?? z.object({}), KNOWN), { numRuns: 20, seed: 7 })
        .map((body) => ({ ...Object(body), ...GENUINE[name] }));
      for (const actor of whoMay(endpoint)) {
        for (const id of idsFor(endpoint)) {
          for (const body of bodies.slice(0, endpoint.body ? bodies.length : 1)) {
            seen.add(await askAgain(endpoint, actor, id, body));
          }
        }
      }
      // A body that makes no sense comes first.
      seen.delete('400 invalid');
      expect([...seen]).toEqual(['422 idempotency-mismatch']);
    },
    60_000,
  );
});
