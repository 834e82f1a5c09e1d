import { describe, expect, test } from 'vitest';
import { readChanges } from '@/lib/changes/server/read-changes';
import { changesBetween } from '@/lib/changes/rules';
import { type Change, type ChangeOf, roomChanges } from '@/lib/changes/schema';
import { setFreeze } from '@/lib/freeze/server/set-freeze';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { agentEvent } from '@/lib/investigations/schema';
import { addNote } from '@/lib/investigations/server/add-note';
import { flagEvidence } from '@/lib/investigations/server/annotate';
import { giveControl } from '@/lib/investigations/server/give-control';
import { postEvents } from '@/lib/investigations/server/post-events';
import { pastTables, SNAPSHOT_EVERY } from '@/lib/live/server/past-tables';
import { readStream } from '@/lib/log/read';
import { as, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast } from '../../support/proposing';

await testDatabase();
const cast = await makeCast();
const { commander, agent, approver } = cast;
const { action } = await cast.approved();
const { investigationId: run, incidentId: id } = action;

const at = '2026-03-01T12:00:00.000Z';
const event = (name: string, kind: string, rest: object) =>
  agentEvent.parse({ id: name, kind, at, ...rest });

const seqOf = async (kind: string) => {
  const found = (await readStream(run, 0, 500)).find((each) => each.kind === kind);
  if (!found) throw new Error(`No ${kind}.`);
  return found.seq;
};
const asked = async (since: number, until?: number) => {
  const moment = until === undefined ? {} : { at: { seq: until } };
  // As it goes over the line.
  return roomChanges.parse(
    await readChanges(as(commander), { id, run, since: { seq: since }, ...moment }),
  );
};
const of = <About extends Change['about']>(changes: Change[], about: About) =>
  changes.filter((each): each is ChangeOf<About> => each.about === about);

describe('what changed in a room', () => {
  test('is nothing from a moment to the same moment', async () => {
    const seq = await seqOf('checkpoint.requested');
    const answer = await asked(seq, seq);
    expect(answer).toMatchObject({ changes: [], arrivals: [], leftOut: 0 });
    expect(answer.from).toEqual({ run, seq, at: answer.to.at });
  });

  test('is told the same whichever of the two is given first', async () => {
    const [early, late] = [await seqOf('evidence.recorded'), await seqOf('action.decided')];
    expect(await asked(late, early)).toEqual(await asked(early, late));
  });

  test('tells who let it continue, what was proposed and who signed it', async () => {
    const { changes, runs } = await asked(
      await seqOf('hypothesis.proposed'),
      await seqOf('action.decided'),
    );
    expect(of(changes, 'stop')).toMatchObject([
      { stage: 'evidence', from: null, to: 'released', decidedBy: { id: commander.id } },
      { stage: 'commitment', from: null, to: 'released' },
    ]);
    expect(of(changes, 'action')).toMatchObject([
      { from: null, to: { state: 'approved' }, decisions: [{ by: { id: approver.id } }] },
    ]);
    expect(of(changes, 'claim')).toMatchObject([{ id: 'h1', to: { status: 'committed' } }]);
    expect(runs).toEqual([{ id: run, agentName: agent.name, service: 'checkout' }]);
  });

  test('counts evidence by its source and names what changed a claim', async () => {
    const answer = await asked(1, await seqOf('checkpoint.requested'));
    const [arrived] = answer.arrivals;
    expect(arrived?.bySource).toEqual([{ source: 'logs', items: 2 }]);
    expect(arrived?.named.map(({ id: item }) => item)).toEqual(['e1', 'e2']);
  });

  test('up to now holds notes, marks, directives and what people did to the incident', async () => {
    const last = (await readStream(run, 0, 500)).at(-1)?.seq ?? 0;
    await addNote(as(commander), { id: run, text: 'Look at payments.' });
    await flagEvidence(as(commander), { id: run, evidenceId: 'e1', flag: 'key' });
    await giveControl(as(commander), { id: run, control: 'steer', instruction: 'Wait for us.' });
    await changeIncident(as(commander), { id, severity: 'sev1', commanderId: commander.id });
    await postEvents(as(agent), {
      id: run,
      events: [event('n1', 'note.added', { text: 'Mine.' })],
    });
    const answer = await asked(last);
    expect(answer.to).toMatchObject({ isNow: true });
    expect(of(answer.changes, 'mark')).toMatchObject([{ id: 'e1', from: null, to: 'key' }]);
    expect(of(answer.changes, 'directive')).toMatchObject([
      { kind: 'steer', instruction: 'Wait for us.', givenBy: { id: commander.id } },
    ]);
    expect(of(answer.changes, 'incident')).toMatchObject([
      { field: 'severity', from: 'sev2', to: 'sev1', by: { id: commander.id } },
      { field: 'commander', from: null, to: commander.id, by: { id: commander.id } },
    ]);
    expect(answer.people).toEqual([{ id: commander.id, name: commander.name }]);
    expect(answer.arrivals).toMatchObject([
      { notes: [{ text: 'Look at payments.', by: { id: commander.id } }], agentNoteCount: 1 },
    ]);
    expect(answer.arrivals[0]?.named).toMatchObject([{ id: 'e1', flag: 'key' }]);
    // Nothing of it is told of the moments before.
    expect((await asked(last, last)).changes).toEqual([]);
  });

  test('is nobody’s who may not read the room', async () => {
    const other = await makePerson('Olga', role('observer', 'payments'));
    const refused = readChanges(as(other), { id, run, since: { seq: 1 } });
    await expect(refused).rejects.toMatchObject({ slug: 'not-found' });
  });

  test('from before the incident was opened begins with that it was opened', async () => {
    const since = { instant: '2020-01-01T00:00:00.000Z' };
    const answer = await readChanges(as(commander), { id, run, since });
    expect(answer.from.seq).toBe(0);
    expect(of(answer.changes, 'incident')[0]).toMatchObject({ field: 'opened', from: null });
    expect(of(answer.changes, 'run')[0]).toMatchObject({ from: null });
  });

  test('in a run with snapshots is what its whole log folds to', async () => {
    const long = await cast.investigation();
    let posted = { lastSeq: 0 };
    for (let batch = 0; posted.lastSeq < 2 * SNAPSHOT_EVERY + 100; batch += 1) {
      const events = Array.from({ length: 400 }, (_, place) =>
        event(`${batch}-${place}`, 'hypothesis.revised', {
          hypothesisId: 'h1',
          confidence: ((batch * 400 + place) % 100) / 100,
          because: ['e2'],
        }),
      );
      posted = await postEvents(as(agent), { id: long.id, events });
    }
    const [from, to] = [SNAPSHOT_EVERY - 7, 2 * SNAPSHOT_EVERY + 7];
    const answer = await readChanges(as(commander), {
      id: long.incidentId,
      run: long.id,
      since: { seq: from },
      at: { seq: to },
    });
    const [claim] = of(answer.changes, 'claim');
    expect(claim).toMatchObject({ stepCount: to - from, id: 'h1' });
    const whole = changesBetween(await pastTables(long.id, from), await pastTables(long.id, to));
    expect({ from: claim?.from, to: claim?.to }).toMatchObject({
      from: of(whole, 'claim')[0]?.from,
      to: of(whole, 'claim')[0]?.to,
    });
    expect(JSON.stringify(answer).length).toBeLessThan(20_000);
  });
});

// The last, since what is frozen stays so.
test('tells that everything was frozen, and by whom', async () => {
  const last = (await readStream(run, 0, 500)).at(-1)?.seq ?? 0;
  await setFreeze(as(commander), { service: 'checkout', reason: 'Look first.' });
  const { changes } = await asked(last);
  expect(of(changes, 'freeze')).toMatchObject([
    { service: 'checkout', setBy: { id: commander.id }, from: false, to: true },
  ]);
});
