import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { getState } from '@/lib/investigations/server/get-state';
import { giveControl } from '@/lib/investigations/server/give-control';
import { listDirectives } from '@/lib/investigations/server/list-directives';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { begin, event, note } from './staged';

await testDatabase();
const commander = await makePerson('Cora', role('commander'));
const owner = await makePerson('Otto', role('admin'));
const agent = await makeAgent('Investigator', owner.id);

const eventsOf = async (id: string, kind: string) =>
  (await readStream(id, 0, 500)).filter((each) => each.kind === kind);
const steer = (id: string) =>
  giveControl(as(commander), { id, control: 'steer', instruction: 'Look at payments' });

describe('a directive', () => {
  test('is delivered once, by the first answer to a write that contains it', async () => {
    const { run, post } = await begin(commander, agent);
    await steer(run.id);
    const first = await post(note('n1'));
    expect(first.directives).toMatchObject([{ kind: 'steer', deliveredAt: expect.any(String) }]);
    expect(first.lastSeq).toBe((await getState(as(agent), { id: run.id })).lastSeq);
    await post(note('n2'));
    expect(await eventsOf(run.id, 'directive.delivered')).toMatchObject([
      { actor: { type: 'agent', id: agent.id }, payload: { directive: first.directives[0]?.id } },
    ]);
  });

  test('is delivered by a long poll too, and reading it as a person delivers nothing', async () => {
    const { run } = await begin(commander, agent);
    await steer(run.id);
    const asked = { id: run.id, after: 0, waitS: 0 };
    expect((await listDirectives(as(commander), asked)).items).toMatchObject([
      { deliveredAt: null },
    ]);
    const [one, two] = await Promise.all([
      listDirectives(as(agent), asked),
      listDirectives(as(agent), asked),
    ]);
    for (const { items } of [one, two]) {
      expect(items).toMatchObject([{ deliveredAt: expect.any(String) }]);
    }
    expect(await eventsOf(run.id, 'directive.delivered')).toHaveLength(1);
  });
});

describe('a write to what people hold', () => {
  test('is refused and put on record where people see it, the first and then counts', async () => {
    const { incident, run, post } = await begin(commander, agent);
    await giveControl(as(commander), { id: run.id, control: 'stop', reason: 'enough' });
    for (let i = 0; i < 12; i++) {
      await expect(post(note(`n${i}`))).rejects.toMatchObject({ slug: 'stopped' });
    }
    const refused = await eventsOf(run.id, 'write.refused');
    expect(refused.map(({ payload }) => payload.attempts)).toEqual([1, 2, 5, 10]);
    expect(refused[0]).toMatchObject({
      actor: { type: 'agent' },
      payload: { attempted: ['note.added'], status: 'stopped' },
    });
    const [directive] = (await listDirectives(as(commander), { id: run.id, after: 0, waitS: 0 }))
      .items;
    expect(directive).toMatchObject({ kind: 'stop', refusedWrites: 10 });
    const floor = await readFloor(as(commander));
    const item = floor.items.find(({ id }) => id === incident.id);
    expect(item?.investigations[0]?.refusedWriteCount).toBe(10);
    expect(await compareWithLog(db())).toEqual([]);
  });

  test('counts anew for each hold, whatever it was that was tried', async () => {
    const { run, post } = await begin(commander, agent);
    const pause = () => giveControl(as(commander), { id: run.id, control: 'pause' });
    await pause();
    await expect(post(note('a'))).rejects.toMatchObject({ slug: 'paused' });
    await giveControl(as(commander), { id: run.id, control: 'resume' });
    await pause();
    const ask = { id: run.id, stage: 'evidence' as const, summary: 'Enough' };
    await expect(requestCheckpoint(as(agent), ask)).rejects.toMatchObject({ slug: 'paused' });
    const refused = await eventsOf(run.id, 'write.refused');
    expect(refused.map(({ payload }) => [payload.attempts, payload.attempted])).toEqual([
      [1, ['note.added']],
      [1, ['checkpoint.requested']],
    ]);
    expect((await getState(as(agent), { id: run.id })).refusedWriteCount).toBe(2);
  });

  test('is no disobedience while it waits, nor when it only acknowledges', async () => {
    const { run, post } = await begin(commander, agent);
    await giveControl(as(commander), { id: run.id, control: 'stop', reason: 'enough' });
    const [stop] = (await listDirectives(as(agent), { id: run.id, after: 0, waitS: 0 })).items;
    await post(event('ack', 'directive.acknowledged', { directive: stop?.id ?? '' }));
    const other = await begin(commander, agent);
    await requestCheckpoint(as(agent), { id: other.run.id, stage: 'evidence', summary: 'Enough' });
    await expect(other.post(note('n'))).rejects.toMatchObject({ slug: 'waiting-at-checkpoint' });
    for (const id of [run.id, other.run.id]) {
      expect(await eventsOf(id, 'write.refused')).toEqual([]);
    }
  });
});
