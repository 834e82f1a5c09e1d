import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { inServer } from '@/lib/db/in-server';
import { migrate } from '@/lib/db/migrate';
import { canonical, leafHash } from '@/lib/log/canonical';
import { compareWithLog } from '@/lib/log/rebuild';
import { testDatabase } from '../../support/database';

const database = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'countersign-earlier-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MIGRATION = '20261125162449_policy_versions';
const AT = '2026-11-22T12:00:00.000Z';
const SETTLED = {
  mode: 'propose',
  budgets: { wallClockMs: 7_200_000, toolCalls: 1000, evidenceItems: 5000 },
  requirements: { approvals: 1, roles: ['approver'], separationOfDuties: true, stepUp: false },
  checkpointTtlMs: 1_800_000,
  actionTtlMs: 1_800_000,
  grantTtlMs: 120_000,
};

interface Stored {
  stream: string;
  seq: number;
  kind: string;
  actor: { type: string; id: string; name: string };
  payload: Record<string, unknown>;
}

const INSTALLER = { type: 'system', id: 'installation', name: 'Countersign' };
const AGENT = { type: 'agent', id: 'agt_1', name: 'Investigator' };
const adopted = (version: number): Stored => ({
  stream: 'pol_default',
  seq: version,
  kind: 'policy.adopted',
  actor: INSTALLER,
  payload: { version, name: `Version ${version}`, ...SETTLED },
});
const begun: Stored = {
  stream: 'inv_1',
  seq: 1,
  kind: 'investigation.created',
  actor: AGENT,
  payload: {
    incidentId: 'inc_1',
    agentId: 'agt_1',
    service: 'checkout',
    environment: 'production',
    goal: null,
    mode: 'propose',
    clock: 'live',
    budgets: SETTLED.budgets,
    policy: { id: 'pol_default', version: 2 },
  },
};

type Client = Parameters<Parameters<typeof inServer>[1]>[0];

/** An event as version 1 of its kind was written. */
async function insert(client: Client, { stream, seq, kind, actor, payload }: Stored) {
  const { name, ...ref } = actor;
  const id = `evt_${stream}_${seq}`;
  const leaf = canonical({
    v: 1,
    stream,
    seq,
    id,
    kind,
    actor: ref,
    at: AT,
    recordedAt: AT,
    payload,
  });
  await client.query(
    `INSERT INTO "stream" ("id", "head") VALUES ($1, $2)
     ON CONFLICT ("id") DO UPDATE SET "head" = EXCLUDED."head"`,
    [stream, seq],
  );
  await client.query(
    `INSERT INTO "event" ("stream", "seq", "id", "kind", "v", "actorType", "actorId", "at",
       "recordedAt", "leaf", "hash") VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $7, $8, $9)`,
    [stream, seq, id, kind, ref.type, ref.id, AT, leaf, leafHash(leaf)],
  );
  await client.query(
    `INSERT INTO "event_content" ("stream", "seq", "fields", "actorName") VALUES ($1, $2, '{}', $3)`,
    [stream, seq, name],
  );
}

test('an installation of before reads its policy as a document, as its log does', async () => {
  const name = `${database.name}_earlier`;
  await inServer(database.adminUrl, (client) =>
    client.query(`CREATE DATABASE ${name} OWNER countersign_owner`),
  );
  const ownerUrl = database.ownerUrl.replace(database.name, name);
  const earlier = readdirSync('prisma/migrations').filter((each) => each < MIGRATION);
  for (const each of earlier) {
    cpSync(join('prisma/migrations', each), join(folder, each), { recursive: true });
  }
  await migrate(ownerUrl, { schema: 'prisma/schema', migrations: folder });
  await inServer(ownerUrl, async (client) => {
    await insert(client, adopted(1));
    await insert(client, adopted(2));
    await insert(client, begun);
    await client.query(
      `INSERT INTO "policy" ("id", "version", "name", "mode", "budgets", "requirements",
         "checkpointTtlMs", "actionTtlMs", "grantTtlMs", "adoptedAt")
       VALUES ('pol_default', 2, 'Version 2', 'propose', $1, $2, 1800000, 1800000, 120000, $3)`,
      [JSON.stringify(SETTLED.budgets), JSON.stringify(SETTLED.requirements), AT],
    );
    await client.query(
      `INSERT INTO "investigation" ("id", "incidentId", "agentId", "service", "environment",
         "status", "stage", "mode", "clock", "budgets", "policy", "steeredBy", "startedAt",
         "lastEventAt", "lastSeq", "stepCount", "evidenceCount", "hypothesisCount",
         "violationCount", "maskedCount", "activity")
       VALUES ('inv_1', 'inc_1', 'agt_1', 'checkout', 'production', 'running', 'gathering',
         'propose', 'live', $1, '{"id": "pol_default", "version": 2}', '[]', $2, $2, 1, 0, 0, 0,
         0, 0, $3)`,
      [
        JSON.stringify(SETTLED.budgets),
        AT,
        JSON.stringify([[Math.floor(Date.parse(AT) / 60_000), 1]]),
      ],
    );
  });

  expect(await migrate(ownerUrl)).toContain(MIGRATION);
  // Nothing has asked for the database yet, so this is the one that is opened.
  process.env.DATABASE_URL = ownerUrl;
  // What agents used is counted anew by `npm run verify -- --rebuild`; a migration cannot fold.
  const differences = await compareWithLog(db());
  expect(differences.filter(({ table }) => table !== 'agent_use')).toEqual([]);
  const versions = await db().policyVersion.findMany({ orderBy: { version: 'asc' } });
  expect(versions.map(({ version, state }) => [version, state])).toEqual([
    [1, 'replaced'],
    [2, 'adopted'],
  ]);
});
