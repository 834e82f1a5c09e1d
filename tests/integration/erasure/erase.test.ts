import { expect, test } from 'vitest';
import { agentPayloads, serverPayloads, storedPayloads } from '@/lib/investigations/schema';
import { actionPayloads } from '@/lib/actions/schema';
import { actionOut } from '@/lib/actions/output';
import { digestPreimage } from '@/lib/actions/server/digest-preimage';
import { getAction } from '@/lib/actions/server/get-action';
import { readView } from '@/lib/actions/server/read-view';
import { verifyViews } from '@/lib/actions/server/verify-views';
import { db } from '@/lib/db/client';
import { eraseContent } from '@/lib/erasure/server/erase-content';
import { previewErasure } from '@/lib/erasure/server/preview-erasure';
import { grantPayloads } from '@/lib/grants/schema';
import { incidentPayloads } from '@/lib/incidents/schema';
import { readRoom } from '@/lib/incidents/server/read-room';
import { roomView } from '@/lib/incidents/views';
import { addNote } from '@/lib/investigations/server/add-note';
import { getEvidence, listEvents } from '@/lib/investigations/server/read-events';
import { follow } from '@/lib/log/follow';
import type { StoredEvent } from '@/lib/log/schema';
import { readStream } from '@/lib/log/read';
import { compareWithLog, rebuild } from '@/lib/log/rebuild';
import { verifyLog } from '@/lib/log/verify';
import { COMMAND_LINE } from '@/lib/people/server/invite-person';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';
import { tellEverything } from './told-run';

await testDatabase();
const cast = await makeCast();
const { admin, approver, commander } = cast;
const REASON = 'a customer’s address stood in it';
const commandLine = as(COMMAND_LINE);
const erase = (id: string, askedBy = admin.email) =>
  eraseContent(commandLine, { id, reason: REASON, askedBy });
const refusal = (slug: string, status: number) => expect.objectContaining({ slug, status });

/** Every table that has the text anywhere in it. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT table_name AS "name" FROM information_schema.tables WHERE table_schema = 'public'`;
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      const sql = `SELECT count(*)::int AS "n" FROM "${name}" t WHERE t::text LIKE $1`;
      const [row] = await db().$queryRawUnsafe<{ n: number }[]>(sql, `%${text}%`);
      return { name, n: row?.n ?? 0 };
    }),
  );
  return counts.filter(({ n }) => n > 0).map(({ name }) => name);
}

/** Nothing is wrong with the record, and writing the tables anew makes them what they are. */
async function expectSound(): Promise<void> {
  const { faults, differences } = await verifyLog(db());
  expect({ faults, differences, views: await verifyViews(db()) }).toEqual({
    faults: [],
    differences: [],
    views: [],
  });
  await rebuild(db());
  expect(await compareWithLog(db())).toEqual([]);
}

const PAYLOADS = {
  ...agentPayloads,
  ...serverPayloads,
  ...storedPayloads,
  ...actionPayloads,
  ...grantPayloads,
  ...incidentPayloads,
};

test('an incident erased leaves its text in no table, and the record as provable as before', async () => {
  const run = await tellEverything(cast, 'marker-alpha');
  await run.carryOut();
  expect(await tablesWith('marker-alpha')).toEqual(
    expect.arrayContaining(['event_content', 'action', 'evidence', 'decision_view', 'step']),
  );
  const before = await db().event.findMany({
    select: { hash: true },
    orderBy: { position: 'asc' },
  });
  const preview = await previewErasure(run.incidentId);
  expect(preview).toMatchObject({ refusal: undefined, views: 1 });
  const erased = await erase(run.incidentId);
  expect(erased.reduce((sum, { leaves }) => sum + leaves, 0)).toBe(preview.leaves);
  expect(erased.flatMap(({ views }) => views)).toEqual([run.viewDigest]);

  expect(await tablesWith('marker-alpha')).toEqual([]);
  const after = await db().event.findMany({ select: { hash: true }, orderBy: { position: 'asc' } });
  expect(after.slice(0, before.length)).toEqual(before);
  await expectSound();
  const { erasures } = await verifyLog(db());
  expect(erasures).toContainEqual(
    expect.stringMatching(
      new RegExp(`^${run.id} \\d+: \\d+ leaves erased on .+ by Ada, because ${REASON}$`),
    ),
  );
});

test('whatever shows an erased text shows by whom, when and why in its place, in a form that its readers know', async () => {
  const run = await tellEverything(cast, 'marker-beta');
  await run.carryOut();
  await erase(run.id);
  const today = new Date().toISOString().slice(0, 10);
  const words = `[Erased on ${today} by Ada, because ${REASON}]`;

  const action = actionOut.parse(
    JSON.parse(JSON.stringify(await getAction(as(approver), { actionId: run.actionId, waitS: 0 }))),
  );
  expect(action).toMatchObject({
    title: words,
    command: { argv: [words] },
    parameters: { erased: words },
    rollback: { text: words },
    target: { service: 'checkout', resource: words },
    decisions: [{ reason: words }],
    execution: { lastText: words },
  });
  const room = roomView.parse(
    JSON.parse(JSON.stringify(await readRoom(as(commander), { id: run.incidentId }))),
  );
  const tables = room.investigations[0]?.tables;
  expect(tables?.step).toMatchObject([{ tool: words, error: words }]);
  expect(tables?.hypothesis).toContainEqual(
    expect.objectContaining({ id: 'h9', statement: words }),
  );
  expect(await getEvidence(as(commander), { id: run.id, evidenceId: 'e9' })).toMatchObject({
    evidence: { title: words, query: words, body: { format: 'text', text: words } },
  });
  const events = await readStream(run.id, 0, 500);
  const by = events.at(-1);
  expect(by).toMatchObject({
    kind: 'content.erased',
    actor: COMMAND_LINE,
    payload: {
      subject: { type: 'investigation', id: run.id },
      askedBy: { id: admin.id, name: 'Ada' },
      reason: REASON,
    },
  });
  for (const { kind, payload } of events) {
    const known = PAYLOADS[kind as keyof typeof PAYLOADS];
    if (known) expect(known.safeParse(payload).error, kind).toBeUndefined();
  }
  const gone = events.filter(({ erasedSeq }) => erasedSeq !== undefined);
  expect(gone.length).toBe(by?.payload.leaves);
  expect(new Set(gone.map(({ erasedSeq }) => erasedSeq))).toEqual(new Set([by?.seq]));

  const { actionId, viewDigest } = run;
  const told = { message: expect.stringContaining(`erased on ${words.slice(11, -1)}`) };
  await expect(readView(as(approver), { actionId, viewDigest })).rejects.toMatchObject({
    ...told,
    slug: 'preimage-erased',
  });
  await expect(digestPreimage(as(approver), actionId)).rejects.toMatchObject({
    ...told,
    extra: { erased: words.slice(11, -1) },
  });
});

test('what an open action says cannot be erased, whether by its own, its run’s or its incident’s id', async () => {
  const run = await tellEverything(cast, 'marker-gamma');
  const had = await tablesWith('marker-gamma');
  for (const id of [run.actionId, run.id, run.incidentId]) {
    expect((await previewErasure(id)).refusal).toContain(run.actionId);
    await expect(erase(id)).rejects.toEqual(refusal('action-open', 409));
  }
  expect(await tablesWith('marker-gamma')).toEqual(had);
  await run.carryOut();
  await erase(run.actionId);
  await expectSound();
});

test('an action erased takes its own text and kept pages, and leaves what its run found', async () => {
  const run = await tellEverything(cast, 'marker-delta');
  await run.carryOut();
  await erase(run.actionId);
  expect(await tablesWith('marker-delta')).toEqual(
    expect.not.arrayContaining(['action', 'action_version', 'execution', 'decision_view']),
  );
  const { items } = await listEvents(as(commander), {
    id: run.id,
    after: 0,
    limit: 200,
    bodies: true,
  });
  const holding = items.filter((each) => JSON.stringify(each).includes('marker-delta'));
  expect(holding.map(({ kind }) => kind)).toContain('evidence.recorded');
  expect(holding.filter(({ kind }) => /^(action|grant|execution|verif|verd)/.test(kind))).toEqual(
    [],
  );
  await expectSound();
});

test('what is written after an erasure is there, and erasing again takes only that', async () => {
  const run = await tellEverything(cast, 'marker-epsilon');
  await run.carryOut();
  const [first] = await erase(run.id);
  expect(await erase(run.id)).toEqual([]);
  await addNote(as(commander), { id: run.id, text: 'marker-later' });
  const last = (await readStream(run.id, 0, 500)).at(-1);
  expect(last).toMatchObject({ payload: { text: 'marker-later' } });
  expect(await erase(run.id)).toMatchObject([{ leaves: 1, fields: 1, views: [] }]);
  expect(first?.leaves).toBeGreaterThan(10);
  await expectSound();
});

test('whoever follows a run meanwhile is told, and reads no erased text from what this process had read', async () => {
  const run = await tellEverything(cast, 'marker-zeta');
  await run.carryOut();
  const stop = new AbortController();
  const told: StoredEvent[][] = [];
  const keep = (events: readonly StoredEvent[]) => void told.push([...events]);
  const reading = [follow(run.id, 0, stop.signal, keep)];
  await expect.poll(() => told.length).toBe(1);
  expect(JSON.stringify(told[0])).toContain('marker-zeta');
  // It waits at the end, where new events are kept for all who follow.
  await addNote(as(commander), { id: run.id, text: 'marker-zeta' });
  await expect.poll(() => told.length).toBe(2);
  expect(JSON.stringify(told[1])).toContain('marker-zeta');
  await erase(run.id);
  await expect.poll(() => told.length).toBe(3);
  expect(told[2]).toMatchObject([{ kind: 'content.erased' }]);
  const anew: StoredEvent[] = [];
  reading.push(follow(run.id, 0, stop.signal, (events) => void anew.push(...events)));
  await expect.poll(() => anew.length).toBeGreaterThan(0);
  expect(JSON.stringify(anew)).not.toContain('marker-zeta');
  stop.abort();
  await Promise.all(reading);
});

test('an answer kept for a repeat is forgotten with what it said', async () => {
  const run = await tellEverything(cast, 'marker-eta');
  await run.carryOut();
  const scope = `usr_x POST /api/v1/investigations/${run.id}/notes`;
  const row = { bodyHash: 'b'.repeat(64), response: { text: 'marker-eta' } };
  const other = { ...row, scope: 'usr_x POST /api/v1/incidents', response: {} };
  await db().idempotency.createMany({
    data: [
      { scope, key: 'k1', ...row },
      { key: 'k2', ...other },
    ],
  });
  await erase(run.id);
  expect(await db().idempotency.findMany({ select: { key: true } })).toEqual([{ key: 'k2' }]);
  expect(await tablesWith('marker-eta')).toEqual([]);
});

test('an erasure wants the command line, and an admin of every service who answers for it', async () => {
  const run = await tellEverything(cast, 'marker-theta');
  await run.carryOut();
  const had = await tablesWith('marker-theta');
  const local = await makePerson('Lena', role('admin', 'checkout'));
  await expect(erase(run.id, local.email)).rejects.toEqual(refusal('forbidden', 403));
  await expect(erase(run.id, commander.email)).rejects.toEqual(refusal('forbidden', 403));
  await expect(erase(run.id, 'nobody@tests.local')).rejects.toEqual(refusal('not-found', 404));
  for (const id of ['inv_missing', 'act_missing', 'inc_missing', 'usr_missing']) {
    await expect(erase(id)).rejects.toEqual(refusal('not-found', 404));
  }
  const input = { id: run.id, reason: REASON, askedBy: admin.email };
  await expect(eraseContent(as(admin), input)).rejects.toEqual(refusal('forbidden', 403));
  expect(await tablesWith('marker-theta')).toEqual(had);
});
