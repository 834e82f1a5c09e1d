import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { eraseContent } from '@/lib/erasure/server/erase-content';
import { setFreeze } from '@/lib/freeze/server/set-freeze';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { readRoom } from '@/lib/incidents/server/read-room';
import { readRoomThen } from '@/lib/incidents/server/read-room-then';
import type { RoomView } from '@/lib/incidents/views';
import { type AgentEvent, agentEvent } from '@/lib/investigations/schema';
import { flagEvidence } from '@/lib/investigations/server/annotate';
import { getState } from '@/lib/investigations/server/get-state';
import { postEvents } from '@/lib/investigations/server/post-events';
import { pastVersion } from '@/lib/live/past';
import { fillSnapshots, pastTables, SNAPSHOT_EVERY } from '@/lib/live/server/past-tables';
import { placeAt } from '@/lib/live/server/place-at';
import { canonical } from '@/lib/log/canonical';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { COMMAND_LINE } from '@/lib/people/server/invite-person';
import { declareService } from '@/lib/services/server/declare-service';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptTerms } from '../../support/policy';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { commander, agent } = cast;

const at = '2026-03-01T12:00:00.000Z';
const event = (id: string, kind: string, rest: object): AgentEvent =>
  agentEvent.parse({ id, kind, at, ...rest });

const [acted, busy] = [await cast.approved(), await cast.investigation()];
const { investigationId, incidentId } = acted.action;

/** More than two snapshots of events, hypotheses revised among them. */
async function makeLong(id: string): Promise<number> {
  let posted = { lastSeq: 0 };
  for (let batch = 0; posted.lastSeq < 2 * SNAPSHOT_EVERY + 300; batch += 1) {
    const events = Array.from({ length: 250 }, (_, place) => {
      const mark = `${batch}-${place}`;
      if (place % 50 === 0) {
        const confidence = (batch * 5 + place / 50) / 100;
        return event(mark, 'hypothesis.revised', {
          hypothesisId: 'h1',
          confidence,
          because: ['e1'],
        });
      }
      return event(mark, 'note.added', { text: `note ${mark}` });
    });
    posted = await postEvents(as(agent), { id, events });
  }
  return posted.lastSeq;
}

const runOf = (view: RoomView, id = investigationId) => {
  const run = view.investigations.find((each) => each.id === id);
  if (!run) throw new Error('No such run.');
  return run;
};
const then = (seq: number) =>
  readRoomThen(as(commander), { id: incidentId, run: investigationId, moment: { seq } });
const seqOf = async (kind: string, stream = investigationId) => {
  const found = (await readStream(stream, 0, 500)).find((each) => each.kind === kind);
  if (!found) throw new Error(`No ${kind}.`);
  return found;
};

describe('a room looked back at', () => {
  test('holds what was known just before a decision, and nothing of it', async () => {
    const decided = await seqOf('action.decided');
    const before = runOf(await then(decided.seq - 1));
    const after = runOf(await then(decided.seq));
    expect(before.tables.action).toMatchObject([{ state: 'pending_approval', decisions: [] }]);
    expect(before.tables.grant).toEqual([]);
    expect(after.tables.action[0]?.decisions).toHaveLength(1);
    expect(before.events.at(-1)?.seq).toBe(decided.seq - 1);
    expect(before.tables.investigation[0]?.lastSeq).toBe(decided.seq - 1);
  });

  test('is, at the last event, the room of now in every table', async () => {
    const now = runOf(await readRoom(as(commander), { id: incidentId }));
    const last = now.tables.investigation[0]?.lastSeq ?? 0;
    const seen = runOf(await then(last));
    for (const [name, rows] of Object.entries(now.tables)) {
      const sorted = (all: object[]) => all.map((row) => canonical(row)).toSorted();
      expect([name, sorted(Reflect.get(seen.tables, name))]).toEqual([name, sorted(rows)]);
    }
    expect(seen.events).toEqual(now.events);
  });

  test('stands, waits and is marked as it was then', async () => {
    const asked = await seqOf('checkpoint.requested');
    const held = runOf(await then(asked.seq));
    expect(held.tables.investigation).toMatchObject([{ status: 'waiting', stage: 'gathering' }]);
    expect(held.tables.checkpoint).toMatchObject([{ state: 'waiting', decidedAt: null }]);
    await flagEvidence(as(commander), { id: investigationId, evidenceId: 'e1', flag: 'key' });
    const marked = await seqOf('evidence.flagged');
    const flag = async (seq: number) =>
      runOf(await then(seq)).tables.evidence.find(({ id }) => id === 'e1')?.flag;
    expect(await flag(marked.seq - 1)).toBeNull();
    expect(await flag(marked.seq)).toBe('key');
  });

  test('takes an instant for the last event by then, and says what its clocks say', async () => {
    const asked = await seqOf('checkpoint.requested');
    const moment = { instant: asked.recordedAt };
    const view = await readRoomThen(as(commander), { id: incidentId, moment });
    expect(view.asOf).toMatchObject({ run: investigationId, seq: asked.seq, at: asked.recordedAt });
    const early = readRoomThen(as(commander), {
      id: incidentId,
      moment: { instant: '2020-01-01T00:00:00.000Z' },
    });
    await expect(early).rejects.toMatchObject({ slug: 'not-found' });
  });

  test('finds the place of an instant by halving, as a scan does', async () => {
    const events = await readStream(investigationId, 0, 500);
    for (const { recordedAt } of events) {
      const scanned = events.filter((each) => each.recordedAt <= recordedAt).at(-1)?.seq;
      expect(await placeAt(investigationId, recordedAt, 'recordedAt')).toBe(scanned);
    }
    expect(await placeAt(investigationId, '2020-01-01T00:00:00.000Z', 'recordedAt')).toBe(0);
  });

  test('is nobody’s who may not read the room, whatever moment is asked for', async () => {
    const other = await makePerson('Olga', role('observer', 'payments'));
    const asked = readRoomThen(as(other), { id: incidentId, moment: { seq: 2 } });
    await expect(asked).rejects.toMatchObject({ slug: 'not-found' });
  });
});

const long = await cast.investigation();
const last = await makeLong(long.id);

describe('snapshots', () => {
  test('with their tail are what the whole stream folds to, wherever one looks', async () => {
    await fillSnapshots(long.id, last);
    const kept = await db().roomSnapshot.findMany({
      where: { stream: long.id },
      orderBy: { seq: 'asc' },
    });
    const places = Array.from(
      { length: Math.floor(last / SNAPSHOT_EVERY) },
      (_, at) => (at + 1) * SNAPSHOT_EVERY,
    );
    expect(kept.map(({ seq }) => seq)).toEqual(places);
    for (const seq of [SNAPSHOT_EVERY - 1, SNAPSHOT_EVERY, SNAPSHOT_EVERY + 1, last]) {
      const state = await getState(as(commander), { id: long.id, at: seq });
      const revisions = (await readStream(long.id, 0, 5000, seq)).filter(
        ({ kind }) => kind === 'hypothesis.revised',
      );
      const [claim] = (await pastTables(long.id, seq)).get('hypothesis')?.values() ?? [];
      expect(claim).toMatchObject({ confidence: revisions.at(-1)?.payload.confidence });
      expect(Reflect.get(claim ?? {}, 'history')).toHaveLength(revisions.length + 2);
      expect(state.lastSeq).toBe(seq);
    }
    expect(await compareWithLog(db())).toEqual([]);
  });

  test('made by other folds are passed over', async () => {
    const before = await pastTables(long.id, SNAPSHOT_EVERY + 5);
    await db().roomSnapshot.updateMany({
      where: { stream: long.id },
      data: { version: 'of another fold', state: '{"hypothesis":[]}' },
    });
    expect(await pastTables(long.id, SNAPSHOT_EVERY + 5)).toEqual(before);
    const renewed = await db().roomSnapshot.findFirst({
      where: { stream: long.id, seq: SNAPSHOT_EVERY },
    });
    expect(renewed?.version).toBe(pastVersion);
  });

  test('are forgotten when content is erased, and what was erased stays so', async () => {
    const admin = await makePerson('Ada', role('admin'));
    const reason = 'a name stood in it';
    await eraseContent(as(COMMAND_LINE), { id: long.id, reason, askedBy: admin.email });
    expect(await db().roomSnapshot.count({ where: { stream: long.id } })).toBe(0);
    const state = await getState(as(commander), { id: long.id, at: SNAPSHOT_EVERY + 1 });
    const statement = expect.stringMatching(
      /^\[Erased on .* by Ada, because a name stood in it\]$/,
    );
    expect(state.hypotheses).toMatchObject([{ statement }]);
  });

  test('are made once when many look at once', async () => {
    await db().roomSnapshot.deleteMany({ where: { stream: long.id } });
    const all = await Promise.all(
      Array.from({ length: 5 }, () => pastTables(long.id, 2 * SNAPSHOT_EVERY)),
    );
    for (const each of all) expect(each).toEqual(all[0]);
    expect(await db().roomSnapshot.count({ where: { stream: long.id } })).toBe(2);
  });
});

test('a proposal of now is not seen in a moment before it', async () => {
  const { id } = await cast.proposed(rollback());
  const action = await db().action.findUniqueOrThrow({ where: { id } });
  const proposed = await seqOf('action.proposed', action.investigationId);
  const state = await getState(as(commander), {
    id: action.investigationId,
    at: proposed.seq - 1,
  });
  expect(state.actions).toEqual([]);
});

test('tells what policy said, how grave it was and where the agent could have looked, as it was then', async () => {
  const { id, incidentId: of } = await cast.investigation();
  const before = (await readStream(id, 0, 500)).at(-1)?.seq ?? 0;
  const seen = async (seq: number) =>
    runOf(await readRoomThen(as(commander), { id: of, run: id, moment: { seq } }), id);
  const now = runOf(await readRoom(as(commander), { id: of }), id);
  expect((await seen(before)).terms).toEqual(now.terms);
  expect((await seen(before)).reach).toEqual(now.reach);

  await adoptTerms({ approvals: 2 });
  await declareService(as(cast.admin), {
    name: 'storefront',
    environments: ['production'],
    dependsOn: ['checkout'],
    owners: [],
  });
  const { lastSeq: after } = await postEvents(as(agent), {
    id,
    events: [event('later', 'note.added', { text: 'Later.' })],
  });
  const [then, late] = [await seen(before), await seen(after)];
  expect(then.terms).toEqual(now.terms);
  expect(then.reach?.services).toEqual(['checkout']);
  expect(late.terms?.terms.requirements.approvals).toBe(2);
  expect(late.terms?.policy.version).toBeGreaterThan(then.terms?.policy.version ?? 0);
  expect(late.reach?.services).toEqual(['checkout', 'storefront']);
});

// The last, since what is frozen stays so.
test('tells the incident, its commander and a freeze by the instant of the event', async () => {
  const before = (await readStream(busy.id, 0, 500)).at(-1);
  await changeIncident(as(commander), {
    id: busy.incidentId,
    commanderId: commander.id,
    severity: 'sev1',
  });
  const freeze = await setFreeze(as(commander), { service: 'checkout', reason: 'Look first.' });
  const paused = await seqOf('directive.given', busy.id);
  const at = (seq: number) =>
    readRoomThen(as(commander), { id: busy.incidentId, run: busy.id, moment: { seq } });
  const early = await at(before?.seq ?? 0);
  expect(early).toMatchObject({ commander: null, incident: { severity: 'sev2' } });
  expect(early.asOf).toMatchObject({ freezes: [], seq: before?.seq, at: before?.recordedAt });
  const late = await at(paused.seq);
  expect(late).toMatchObject({ commander: { id: commander.id }, incident: { severity: 'sev1' } });
  expect(late.asOf?.freezes).toMatchObject([{ id: freeze.id, state: 'active' }]);
});
