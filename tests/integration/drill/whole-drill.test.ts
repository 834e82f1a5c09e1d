import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { temporaryDatabaseName } from '@/lib/db/provision';
import { provisionDrill } from '@/lib/db/provision-drill';
import { workingFolder } from '@/lib/drill/processes';
import { contractServer } from '../../support/contract-server';
import { dropDatabase } from '../../support/test-cluster';

const TOKEN = 'the-token-of-the-alert-source-of-this-drill';
const MINUTES = 60_000;
const PATIENCE = { timeout: 3 * MINUTES, interval: 300 };

interface Row {
  id: string;
  [field: string]: unknown;
}

const { server, as, agent, executor } = await contractServer({ ALERTMANAGER_TOKEN: TOKEN });
const home = mkdtempSync(join(tmpdir(), 'drill-whole-'));
const database = temporaryDatabaseName('drill');
const said: string[] = [];
let drill: ChildProcess;

const itemsOf = async (path: string): Promise<Row[]> => {
  const { status, body } = await as.commander('GET', path);
  expect(status).toBe(200);
  return body['items'] as Row[];
};

/** Waits until `look` finds something; what the drill said is told where it never does. */
async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  let found: T | undefined;
  try {
    await vi.waitUntil(async () => (found = await look()) !== undefined, PATIENCE);
  } catch (error) {
    throw new Error(`Waited in vain for ${what}. The drill said:\n${said.join('')}`, {
      cause: error,
    });
  }
  return found as T;
}

/** The investigation of the newest incident, once there is one. */
const begunInvestigation = () =>
  until('an investigation', async () => {
    const [incident] = await itemsOf('/incidents?status=open&limit=1');
    if (!incident) return undefined;
    const room = await as.commander('GET', `/incidents/${incident.id}/room`);
    const all = (room.body['investigations'] ?? []) as Row[];
    return all[0]?.id;
  });

const stateOf = async (id: string) => (await as.commander('GET', `/investigations/${id}`)).body;

const stopPoint = (id: string, stage: string, not: string[] = []) =>
  until(`the stop point ${stage}`, async () => {
    const held = (await stateOf(id))['checkpoint'] as Row | null;
    const isIt = held?.['stage'] === stage && held['state'] === 'waiting' && !not.includes(held.id);
    return isIt ? held : undefined;
  });

const decide = async (id: string, body: Record<string, unknown>) =>
  expect((await as.commander('POST', `/checkpoints/${id}/decision`, body)).status).toBe(200);

const actionOf = (id: string, isIt: (action: Row) => boolean) =>
  until('the action', async () => ((await stateOf(id))['actions'] as Row[]).find(isIt));

const eventsOf = (id: string) => itemsOf(`/investigations/${id}/events?limit=200`);

interface Written extends Row {
  actor: { id: string; name: string };
  evidence: { source: string };
}

/** Each lane's evidence is a sub-agent's own, which may read that lane's sources and do no more. */
async function expectLanes(id: string): Promise<void> {
  const events = (await eventsOf(id)) as Written[];
  const found = events.filter((event) => event['kind'] === 'evidence.recorded');
  const readers = new Map(found.map(({ actor }) => [actor.name, actor.id]));
  expect([...readers.keys()].toSorted()).toEqual(['change-reader', 'log-reader', 'metric-reader']);
  for (const [name, agentId] of readers) {
    const { body: reader } = await as.observer('GET', `/agents/${agentId}`);
    const { sources, verbs } = reader['scope'] as { sources: string[]; verbs: string[] };
    expect([reader['parentId'], verbs]).toEqual([agent.id, ['observe']]);
    const own = found.filter(({ actor }) => actor.name === name);
    for (const { evidence } of own) expect(sources).toContain(evidence.source);
  }
  const weighing = events.filter((event) => String(event['kind']).startsWith('hypothesis.'));
  expect(new Set(weighing.map(({ actor }) => actor.id))).toEqual(new Set([agent.id]));
}

beforeAll(async () => {
  const { adminUrl } = inject('testCluster');
  const demoFile = join(home, 'demo.json');
  const alertmanager = { url: `${server.url}/api/webhooks/alertmanager`, token: TOKEN };
  const agents = [{ ...agent, name: 'demo-agent' }];
  writeFileSync(demoFile, JSON.stringify({ url: server.url, agents, executor, alertmanager }));
  drill = fork(join(workingFolder, 'lib/drill/run.ts'), ['--intensity', '0.4'], {
    execArgv: ['--import', 'tsx'],
    silent: true,
    env: {
      ...process.env,
      COUNTERSIGN_DEMO_FILE: demoFile,
      COUNTERSIGN_DRILL_HOME: join(home, 'drill'),
      DRILL_DATABASE_URL: await provisionDrill({ adminUrl, home, database }),
    },
  });
  for (const stream of [drill.stdout, drill.stderr]) {
    stream?.on('data', (chunk) => said.push(String(chunk)));
  }
}, 2 * MINUTES);

afterAll(async () => {
  const ended = new Promise((resolve) => drill.once('exit', resolve));
  drill.disconnect(); // as its parent’s death would
  await ended;
  await dropDatabase(inject('testCluster').adminUrl, `${database}_drill`);
  rmSync(home, { recursive: true, force: true });
}, 2 * MINUTES);

describe('the whole drill', () => {
  it(
    'goes from the fault to a signed rollback and a measured recovery',
    async () => {
      const first = await begunInvestigation();
      const evidence = await stopPoint(first, 'evidence');
      await expectLanes(first);
      const asked = 'look further back at the logs of payments';
      await decide(evidence.id, { decision: 'return', reason: 'sure?', instruction: asked });
      const again = await stopPoint(first, 'evidence', [evidence.id]);
      const events = await eventsOf(first);
      const returned = events.findIndex((event) => event['kind'] === 'checkpoint.decided');
      const later = events.slice(returned).map((event) => event['kind']);
      expect(later).toContain('directive.acknowledged');
      expect(later).toContain('evidence.recorded');
      await decide(again.id, { decision: 'release' });
      const commitment = await stopPoint(first, 'commitment');
      expect(commitment['hypothesisId']).toBe('hyp-checkout-r42');
      await decide(commitment.id, { decision: 'release' });

      const action = await actionOf(first, ({ state }) => state === 'pending_approval');
      const { body: shown } = await as.approver('GET', `/actions/${action.id}`);
      expect(shown).toMatchObject({
        kind: 'rollback',
        target: { service: 'checkout', environment: 'production', resource: 'release' },
        expects: { 'checkout.release': 'r42' },
        differences: [],
      });
      const { version, digest } = shown;
      const signed = await as.approver('POST', `/actions/${action.id}/decisions`, {
        decision: 'approve',
        version,
        digest,
      });
      expect(signed.status).toBe(200);
      const done = await actionOf(first, ({ verification }) => verification !== null);
      expect(done).toMatchObject({ state: 'succeeded', verification: { status: 'recovered' } });
      const outcome = await until('the conclusion', async () => {
        const now = await stateOf(first);
        return now['status'] === 'concluded' ? now['outcome'] : undefined;
      });
      expect(outcome).toBe('root_cause_identified');
    },
    8 * MINUTES,
  );
});
