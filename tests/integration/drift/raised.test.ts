import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { getCheckpoint } from '@/lib/investigations/server/get-checkpoint';
import { getState } from '@/lib/investigations/server/get-state';
import { giveControl } from '@/lib/investigations/server/give-control';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { requestCheckpointInput } from '@/lib/investigations/schema-input';
import { sweep } from '@/lib/expiry/server/sweep';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { as, makeAgent, makePerson, role } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { adoptTerms } from '../../support/policy';
import { begin, event, evidence, note, wandering } from './staged';

await testDatabase();
const commander = await makePerson('Cora', role('commander'));
const owner = await makePerson('Otto', role('admin'));
const agent = await makeAgent('Investigator', owner.id);

const refusal = (slug: string) => expect.objectContaining({ slug });
const stateOf = (id: string) => getState(as(agent), { id });
const decide = (id: string, decision: 'release' | 'return' | 'stop') =>
  decideCheckpoint(as(commander), {
    id,
    decision,
    reason: 'seen',
    instruction: 'Look at payments',
  });
const kindsOf = async (id: string) => (await readStream(id, 0, 500)).map(({ kind }) => kind);

describe('drift', () => {
  test('is measured from five items on, in the transaction of the batch, and shown as it is', async () => {
    const { incident, run, post } = await begin(commander, agent);
    await post(...wandering('a', 4));
    expect((await stateOf(run.id)).drift).toBeNull();
    await post(evidence('fifth', { query: 'level=error order=1' }));
    const { drift } = await stateOf(run.id);
    expect(drift?.components.map(({ name }) => name)).toEqual([
      'concentration',
      'one-sidedness',
      'distance',
      'repetition',
      'staleness',
      'lock-in',
    ]);
    const events = await readStream(run.id, 0, 100);
    const measured = events.filter(({ kind }) => kind === 'drift.measured');
    expect(measured).toMatchObject([
      { seq: drift?.seq, actor: { type: 'policy' }, payload: { score: drift?.score } },
    ]);
    const floor = await readFloor(as(commander));
    const row = floor.items.find(({ id }) => id === incident.id)?.investigations[0];
    expect(row?.drift).toEqual({ score: drift?.score, level: drift?.level });
  });

  test('says nothing anew while it does not move', async () => {
    const { run, post } = await begin(commander, agent);
    const found = (word: string) =>
      evidence(word, {
        query: word,
        body: { format: 'text', text: `it says ${word.length} of it` },
      });
    await post(...[...'abcdefghi'].map((letter, i) => found(letter.repeat(i + 1))));
    const before = await kindsOf(run.id);
    await post(found('jjjjjjjjjj'));
    expect(await kindsOf(run.id)).toEqual([...before, 'evidence.recorded']);
  });

  test('stops an agent that asks one source the same over and over for one claim', async () => {
    const { post } = await begin(commander, agent);
    expect(await post(...wandering('a', 9))).toMatchObject({ status: 'running' });
    const posted = await post(evidence('tenth', { query: 'level=error order=7' }));
    expect(posted).toMatchObject({ accepted: 1, status: 'waiting', stage: 'gathering' });
    const held = await getCheckpoint(as(commander), { id: posted.checkpointId ?? '', waitS: 0 });
    expect(held).toMatchObject({
      stage: 'drift',
      state: 'waiting',
      evidenceCount: 10,
      hypothesisId: null,
      raised: { by: 'drift', component: 'concentration' },
    });
    expect(held.evidenceRoot).toMatch(/^[0-9a-f]{64}$/);
    expect(held.summary).toBe(held.raised?.sentence);
    await expect(post(note('n'))).rejects.toMatchObject({
      slug: 'waiting-at-checkpoint',
      extra: { checkpointId: held.id },
    });
  });

  test('is not raised again at the same height after a release, which keeps the stage', async () => {
    const { run, post } = await begin(commander, agent);
    const { checkpointId } = await post(...wandering('a', 12));
    await decide(checkpointId ?? '', 'release');
    const again = await post(evidence('more', { query: 'level=error order=7' }));
    expect(again).toMatchObject({ status: 'running', stage: 'gathering' });
    expect((await stateOf(run.id)).driftLetGoAt).not.toBeNull();
    expect(await compareWithLog(db())).toEqual([]);
  });

  test('asks for more with an instruction and keeps the stage; stop stops', async () => {
    const { run, post } = await begin(commander, agent);
    const { checkpointId } = await post(...wandering('a', 12));
    await decide(checkpointId ?? '', 'return');
    const posted = await post(note('n'));
    expect(posted).toMatchObject({ status: 'running', stage: 'gathering' });
    expect(posted.directives).toMatchObject([{ kind: 'return', instruction: 'Look at payments' }]);

    const other = await begin(commander, agent);
    const held = await other.post(...wandering('b', 12));
    await decide(held.checkpointId ?? '', 'stop');
    expect(await stateOf(other.run.id)).toMatchObject({ status: 'stopped' });
    expect(await stateOf(run.id)).toMatchObject({ status: 'running' });
  });

  test('never passes a stop point that was passed by its release: the evidence stop still waits', async () => {
    const { run, post } = await begin(commander, agent);
    const { checkpointId } = await post(...wandering('a', 12));
    await decide(checkpointId ?? '', 'release');
    const commit = { id: run.id, stage: 'commitment' as const, summary: 'x', hypothesisId: 'h1' };
    await expect(requestCheckpoint(as(agent), commit)).rejects.toEqual(refusal('stage-locked'));
  });

  test('of a recording is measured and never holds it', async () => {
    const { run, post } = await begin(commander, agent, 'imported');
    expect(await post(...wandering('a', 14))).toMatchObject({ status: 'running' });
    expect((await stateOf(run.id)).drift).toMatchObject({ level: 'off-track' });
  });

  test('cannot be asked for by an agent', () => {
    for (const stage of ['drift', 'budget']) {
      expect(requestCheckpointInput.safeParse({ stage, summary: 'x' }).success).toBe(false);
    }
  });
});

describe('a budget', () => {
  const queries = (from: number, n: number) =>
    Array.from({ length: n }, (_, i) => evidence(`q${from + i}`, { query: 'up' }));

  test('of repeated queries counts what was asked word for word, and raises nothing below ten items', async () => {
    const { run, post } = await begin(commander, agent);
    const steps = Array.from({ length: 40 }, (_, i) =>
      event(`s${i}`, 'step.started', { step: `s${i}`, tool: 'logs.search', args: { q: 'up' } }),
    );
    expect(await post(...steps, ...queries(0, 9))).toMatchObject({ status: 'running' });
    expect(await stateOf(run.id)).toMatchObject({ repeatedCount: 47 });
    const posted = await post(evidence('tenth'));
    expect(posted).toMatchObject({ status: 'waiting' });
    const held = await getCheckpoint(as(agent), { id: posted.checkpointId ?? '', waitS: 0 });
    expect(held).toMatchObject({
      stage: 'budget',
      raised: { by: 'budget', budget: 'repeatedQueries', used: 47, limit: 25 },
    });
  });

  test('is given once more by whoever lets go, counted from what was used by then', async () => {
    const { run, post } = await begin(commander, agent);
    const first = await post(...queries(0, 30));
    expect(first).toMatchObject({ status: 'waiting' });
    await decide(first.checkpointId ?? '', 'release');
    expect(await post(...queries(30, 24))).toMatchObject({ status: 'running' });
    const second = await post(...queries(54, 1));
    expect(second).toMatchObject({ status: 'waiting' });
    expect(await stateOf(run.id)).toMatchObject({ budgetLetGoAt: { repeatedQueries: 29 } });
  });

  test('of evidence that a step asked for counts the step alone', async () => {
    const { run, post } = await begin(commander, agent);
    await post(event('s1', 'step.started', { step: 's1', tool: 'logs', args: { q: 'up' } }));
    await post(
      evidence('e1', { query: 'up', step: 's1' }),
      evidence('e2', { query: 'up', step: 's1' }),
    );
    expect(await stateOf(run.id)).toMatchObject({ repeatedCount: 0 });
    await post(event('s2', 'step.started', { step: 's2', tool: 'logs', args: { q: 'up' } }));
    expect(await stateOf(run.id)).toMatchObject({ repeatedCount: 1 });
  });

  test('of tool calls stops a loop whatever its calls bring', async () => {
    await adoptTerms({ toolCalls: 1000 });
    const { run, post } = await begin(commander, agent);
    await adoptTerms({});
    const calls = (from: number) =>
      Array.from({ length: 500 }, (_, i) => i + from).map((i) =>
        event(`s${i}`, 'step.started', { step: `s${i}`, tool: 'submit' }),
      );
    expect(await post(...calls(0))).toMatchObject({ status: 'running' });
    const posted = await post(...calls(500));
    expect(posted).toMatchObject({ status: 'waiting' });
    expect((await stateOf(run.id)).checkpoint?.raised).toMatchObject({ budget: 'toolCalls' });
  });

  test('of time runs out by the sweep, without an event, and not while it is held', async () => {
    const { run } = await begin(commander, agent);
    const held = await begin(commander, agent);
    await giveControl(as(commander), { id: held.run.id, control: 'pause' });
    const back = (id: string) => db().$executeRaw`
      UPDATE "investigation" SET "startedAt" = now() - interval '3 hours' WHERE "id" = ${id}`;
    await back(run.id);
    await back(held.run.id);
    await sweep();
    expect(await stateOf(run.id)).toMatchObject({
      status: 'waiting',
      checkpoint: { stage: 'budget', raised: { budget: 'wallClockMs' } },
    });
    expect(await stateOf(held.run.id)).toMatchObject({ status: 'paused' });
  });

  test('that nobody decides on in time pauses the run, and a person resumes it into a new stop point', async () => {
    const { run, post } = await begin(commander, agent);
    const { checkpointId } = await post(...queries(0, 30));
    await db().$executeRaw`
      UPDATE "checkpoint" SET "expiresAt" = now() - interval '1 second' WHERE "id" = ${checkpointId}`;
    await sweep();
    expect(await stateOf(run.id)).toMatchObject({
      status: 'paused',
      checkpoint: { state: 'expired' },
    });
    await giveControl(as(commander), { id: run.id, control: 'resume' });
    const { checkpoint, status } = await stateOf(run.id);
    expect(status).toBe('waiting');
    expect(checkpoint).toMatchObject({ stage: 'budget', state: 'waiting', raised: { limit: 25 } });
    expect(checkpoint?.id).not.toBe(checkpointId);
    await decide(checkpoint?.id ?? '', 'release');
    expect(await post(note('on'))).toMatchObject({ status: 'running', stage: 'gathering' });
  });
});
