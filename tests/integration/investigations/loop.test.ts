import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { changeIncident } from '@/lib/incidents/server/change-incident';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { readFloor } from '@/lib/incidents/server/read-floor';
import { readRoom } from '@/lib/incidents/server/read-room';
import { type AgentEvent, agentEvent } from '@/lib/investigations/schema';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { decideCheckpoint } from '@/lib/investigations/server/decide-checkpoint';
import { getCheckpoint } from '@/lib/investigations/server/get-checkpoint';
import { getState } from '@/lib/investigations/server/get-state';
import { giveControl } from '@/lib/investigations/server/give-control';
import { postEvents } from '@/lib/investigations/server/post-events';
import { requestCheckpoint } from '@/lib/investigations/server/request-checkpoint';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { as, makeAgent, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';

await testDatabase();
const commander = await makePerson('Cora', role('commander'));
const owner = await makePerson('Otto', role('admin'));
const agent = await makeAgent('Investigator', owner.id);

const at = '2026-03-01T12:00:00.000Z';
const event = (id: string, kind: string, rest: object): AgentEvent =>
  agentEvent.parse({ id, kind, at, ...rest });
const note = (id: string) => event(id, 'note.added', { text: `note ${id}` });
const evidence = (id: string, more: object = {}) =>
  event(`record-${id}`, 'evidence.recorded', {
    evidence: {
      id,
      source: 'logs',
      title: `item ${id}`,
      body: { format: 'text', text: `seen ${id}` },
      ...more,
    },
  });
const hypothesis = (id: string) =>
  event(`propose-${id}`, 'hypothesis.proposed', {
    hypothesis: { id, statement: `cause ${id}`, confidence: 0.4 },
  });

async function begin(of = agent) {
  const incident = await openIncident(as(commander), {
    title: 'Checkout fails',
    severity: 'sev2',
    service: 'checkout',
    environment: 'production',
  });
  const run = await createInvestigation(as(of), { incidentId: incident.id });
  const post = (...events: AgentEvent[]) => postEvents(as(of), { id: run.id, events });
  return { incident, run, post };
}

const refusal = (slug: string) => expect.objectContaining({ slug });

describe('an investigation', () => {
  test('runs through both stop points, which only a person opens', async () => {
    const { run, post } = await begin();
    expect(run).toMatchObject({ status: 'running', stage: 'gathering', mode: 'propose' });
    const posted = await post(evidence('e1'), hypothesis('h1'));
    expect(posted).toMatchObject({ accepted: 2, duplicates: 0, stage: 'gathering' });

    const commit = { id: run.id, stage: 'commitment' as const, summary: 'x', hypothesisId: 'h1' };
    await expect(requestCheckpoint(as(agent), commit)).rejects.toEqual(refusal('stage-locked'));
    const first = await requestCheckpoint(as(agent), {
      id: run.id,
      stage: 'evidence',
      summary: 'Enough',
    });
    expect(first).toMatchObject({ state: 'waiting', evidenceCount: 1 });
    await expect(post(note('n1'))).rejects.toEqual(refusal('waiting-at-checkpoint'));

    const waiting = getCheckpoint(as(agent), { id: first.id, waitS: 10 });
    await decideCheckpoint(as(commander), { id: first.id, decision: 'release' });
    expect(await waiting).toMatchObject({ state: 'released', decidedBy: { id: commander.id } });
    await expect(
      decideCheckpoint(as(commander), { id: first.id, decision: 'release' }),
    ).rejects.toEqual(refusal('already-decided'));

    await post(evidence('late'));
    const second = await requestCheckpoint(as(agent), commit);
    await decideCheckpoint(as(commander), { id: second.id, decision: 'release' });
    const state = await getState(as(agent), { id: run.id });
    expect(state).toMatchObject({
      status: 'running',
      stage: 'proposing',
      committedHypothesisId: 'h1',
      hypotheses: [{ id: 'h1', status: 'committed' }],
    });
    const { tables } = (await readRoom(as(commander), { id: run.incidentId })).investigations[0]!;
    expect(tables.evidence.find(({ id }) => id === 'late')?.isLater).toBe(true);
    expect(await compareWithLog(db())).toEqual([]);
  });

  test('goes back to gathering when it is asked for more, with the instruction as a directive', async () => {
    const { run, post } = await begin();
    const held = await requestCheckpoint(as(agent), {
      id: run.id,
      stage: 'evidence',
      summary: 'Enough',
    });
    await expect(
      decideCheckpoint(as(commander), { id: held.id, decision: 'return' }),
    ).rejects.toMatchObject({ slug: 'invalid', errors: [{ path: 'reason' }] });
    await decideCheckpoint(as(commander), {
      id: held.id,
      decision: 'return',
      reason: 'thin',
      instruction: 'Look at payments',
    });
    const posted = await post(note('n1'));
    expect(posted).toMatchObject({ stage: 'gathering', status: 'running' });
    expect(posted.directives).toMatchObject([{ kind: 'return', instruction: 'Look at payments' }]);
    const [directive] = posted.directives;
    const acked = await post(
      event('ack', 'directive.acknowledged', { directive: directive?.id ?? '' }),
    );
    expect(acked.directives).toEqual([]);
  });

  test('refuses writes while paused or stopped, and repeats are told as repeats in any state', async () => {
    const { run, post } = await begin();
    await post(note('n1'));
    await giveControl(as(commander), { id: run.id, control: 'pause' });
    await expect(post(note('n2'))).rejects.toEqual(refusal('paused'));
    expect(await post(note('n1'))).toMatchObject({ accepted: 0, duplicates: 1, status: 'paused' });
    await giveControl(as(commander), { id: run.id, control: 'resume' });
    await post(note('n2'));
    await giveControl(as(commander), { id: run.id, control: 'stop', reason: 'enough' });
    await expect(post(note('n3'))).rejects.toEqual(refusal('stopped'));
    await expect(giveControl(as(commander), { id: run.id, control: 'resume' })).rejects.toEqual(
      refusal('stopped'),
    );
    expect(await post(note('n1'), note('n2'))).toMatchObject({ duplicates: 2, status: 'stopped' });
  });

  test('refuses a whole batch for one event out of scope, and shows people what was tried', async () => {
    const narrow = await makeAgent('Narrow', owner.id, { ...WIDE, sources: ['logs'] });
    const { incident, run, post } = await begin(narrow);
    const batch = [evidence('e1'), evidence('e2', { source: 'metrics' })];
    await expect(post(...batch)).rejects.toEqual(refusal('out-of-scope'));
    await expect(post(...batch)).rejects.toEqual(refusal('out-of-scope'));
    const events = await readStream(run.id, 0, 50);
    expect(events.map(({ kind }) => kind)).toEqual(['investigation.created', 'scope.violated']);
    const floor = await readFloor(as(commander));
    const item = floor.items.find(({ id }) => id === incident.id);
    expect(item?.investigations[0]?.violationCount).toBe(1);
  });

  test('names the field of a reference to nothing, and keeps nothing of its batch', async () => {
    const { run, post } = await begin();
    const link = event('l1', 'hypothesis.linked', {
      hypothesisId: 'h1',
      evidenceId: 'nowhere',
      relation: 'supports',
    });
    await expect(post(hypothesis('h1'), link)).rejects.toMatchObject({
      slug: 'unknown-reference',
      errors: [{ path: 'events.1.evidenceId' }],
    });
    expect(await readStream(run.id, 0, 50)).toHaveLength(1);
    await post(hypothesis('h1'), evidence('e1'), { ...link, evidenceId: 'e1' } as AgentEvent);
  });

  test('masks a secret before it is stored, and counts it', async () => {
    const { run, post } = await begin();
    const secret = `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`;
    await post(evidence('e1', { body: { format: 'text', text: `token ${secret} leaked` } }));
    const stored = JSON.stringify(await readStream(run.id, 0, 50));
    expect(stored).not.toContain(secret);
    expect(await getState(as(agent), { id: run.id })).toMatchObject({ maskedCount: 1 });
  });

  test('is shown as it was known at an earlier seq', async () => {
    const { run, post } = await begin();
    await post(hypothesis('h1'));
    const { lastSeq } = await post(evidence('e1'));
    await giveControl(as(commander), { id: run.id, control: 'stop' });
    const then = await getState(as(agent), { id: run.id, at: lastSeq });
    expect(then).toMatchObject({ status: 'running', lastSeq, evidenceCount: 1 });
    expect((await getState(as(agent), { id: run.id })).status).toBe('stopped');
  });

  test('cannot be seen by an agent that neither owns nor inherits it', async () => {
    const { run } = await begin();
    const other = await makeAgent('Other', owner.id);
    await expect(postEvents(as(other), { id: run.id, events: [note('n1')] })).rejects.toEqual(
      refusal('not-found'),
    );
  });

  test('leaves the incident to people: command, status and what it was', async () => {
    const { incident } = await begin();
    const changed = await changeIncident(as(commander), {
      id: incident.id,
      status: 'mitigated',
      commanderId: commander.id,
    });
    expect(changed).toMatchObject({ status: 'mitigated', commanderId: commander.id });
    await expect(
      changeIncident(as(commander), { id: incident.id, commanderId: owner.id }),
    ).rejects.toEqual(refusal('unknown-reference'));
  });
});
