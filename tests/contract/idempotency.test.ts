import { beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { type Answer, type Call, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { eventCount } from '../support/event-count';
import { beginInvestigation } from '../support/investigation';
import { note } from '../support/investigation-events';
import { newMachine } from './machines';
import { grantAction, proposeAction } from './signed-action';

const { as, server } = await contractServer();
let incidentId = '';
let investigationId = '';

beforeAll(async () => {
  ({ incidentId, investigationId } = await beginInvestigation(as.commander, as.agent));
});

const keyed = (key: string) => ({ 'Idempotency-Key': key });
const incident = (title: string) => ({
  title,
  severity: 'sev3',
  service: 'payments',
  environment: 'production',
});
const open = (call: Call, title: string, key: string) =>
  call('POST', '/incidents', incident(title), keyed(key));
const isAnswer = ({ status }: Answer, wanted: number) => status === wanted;

describe('a POST under a key', () => {
  test('has one effect and one answer, however often it arrives', async () => {
    const first = await open(as.commander, 'One', 'k-1');
    expect(first.status).toBe(201);
    const before = await eventCount();
    const second = await open(as.commander, 'One', 'k-1');
    expect(second).toMatchObject({ status: 201, body: first.body });
    // The order of names and the white space are not the body's meaning.
    const turned = JSON.stringify(Object.fromEntries(Object.entries(incident('One')).toReversed()));
    const third = await as.commander('POST', '/incidents', ` ${turned} `, keyed('k-1'));
    expect(third).toMatchObject({ status: 201, body: first.body });
    expect(await eventCount()).toBe(before);
  });

  test('is refused with another body, and the first answer stays', async () => {
    const first = await open(as.commander, 'Two', 'k-2');
    expectProblem(await open(as.commander, 'Other', 'k-2'), 422, 'idempotency-mismatch');
    expect((await open(as.commander, 'Two', 'k-2')).body).toEqual(first.body);
  });

  test('is another claim for another actor or path', async () => {
    const mine = await open(as.commander, 'Three', 'k-3');
    const theirs = await open(as.agent, 'Four', 'k-3');
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    const elsewhere = await as.agent('POST', '/investigations', { incidentId }, keyed('k-3'));
    expect(elsewhere.status).toBe(201);
  });

  test('remembers no refusal', async () => {
    const path = `/investigations/${investigationId}/controls`;
    const give = (control: string) =>
      as.commander('POST', path, { control, reason: 'x' }, keyed(`k-4-${control}`));
    expectProblem(await give('resume'), 409, 'not-paused');
    expect((await give('pause')).status).toBe(200);
    expect((await give('resume')).body).toMatchObject({ status: 'running' });
    const invalid = await as.commander('POST', path, {}, keyed('k-4'));
    expectProblem(invalid, 400, 'invalid');
    const valid = await as.commander('POST', path, { control: 'pause' }, keyed('k-4'));
    expect(valid.status).toBe(200);
    expect((await give('resume')).status).toBe(200);
  });

  test.each(['', 'a b', 'é', 'x'.repeat(201), 'tab\there'])('needs a fit key: %j', async (key) => {
    // What HTTP itself does not carry is no test of ours.
    const sent = Buffer.from(key, 'utf8').toString('latin1');
    const problem = expectProblem(await open(as.commander, 'Five', sent), 400, 'invalid');
    expect(problem.errors).toMatchObject([{ path: 'Idempotency-Key' }]);
  });

  test('gives a secret once', async () => {
    const { id } = await newMachine(server.url, as.admin, 'agent');
    const make = () => as.admin('POST', `/agents/${id}/keys`, undefined, keyed('k-6'));
    const first = await make();
    expect(first.body).toMatchObject({ key: expect.stringMatching(/^csk_/) });
    const again = await make();
    const { key: _secret, ...rest } = first.body;
    expect(again).toMatchObject({ status: 201 });
    expect(again.body).toEqual(rest);
    const invite = () =>
      as.admin(
        'POST',
        '/people',
        { email: 'new@tests.example', roles: [{ role: 'observer', service: '*' }] },
        keyed('k-7'),
      );
    const invited = await invite();
    expect(invited.body).toMatchObject({ link: expect.stringContaining('#') });
    expect((await invite()).body).not.toHaveProperty('link');
    const kept = JSON.stringify(await db().idempotency.findMany());
    expect(kept).not.toMatch(/csk_|csi_/);
  });

  test('twenty at once have one effect: one answer, or that it is in flight', async () => {
    const before = await db().incident.count();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => open(as.commander, 'Crowd', 'k-8')),
    );
    const done = answers.filter((answer) => isAnswer(answer, 201));
    expect(done.length).toBeGreaterThan(0);
    expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
    for (const held of answers.filter((answer) => !isAnswer(answer, 201))) {
      expectProblem(held, 409, 'idempotency-in-flight');
    }
    expect(await db().incident.count()).toBe(before + 1);
    expect((await open(as.commander, 'Crowd', 'k-8')).body).toEqual(done[0]?.body);
  });

  test('twenty redemptions at once begin one execution', async () => {
    const { token, digest } = await grantAction(as);
    const redeem = () => as.executor('POST', '/grants/redeem', { token, digest }, keyed('k-9'));
    const answers = await Promise.all(Array.from({ length: 20 }, redeem));
    const done = answers.filter((answer) => isAnswer(answer, 200));
    expect(new Set(done.map(({ body }) => body.executionId)).size).toBe(1);
    for (const held of answers.filter((answer) => !isAnswer(answer, 200))) {
      expectProblem(held, 409, 'idempotency-in-flight');
    }
    // Whoever lost the first answer learns it by asking again.
    expect((await redeem()).body.executionId).toBe(done[0]?.body.executionId);
  });

  test('an approval repeated is one signature', async () => {
    const { id, digest } = await proposeAction(as);
    const sign = () =>
      as.approver(
        'POST',
        `/actions/${id}/decisions`,
        { decision: 'approve', version: 1, digest },
        keyed('k-10'),
      );
    const first = await sign();
    expect(first.body).toMatchObject({ state: 'approved' });
    expect((await sign()).body).toEqual(first.body);
    expect(await db().grant.count({ where: { actionId: id } })).toBe(1);
  });
});

describe('a batch of events', () => {
  const post = (id: string, ...events: object[]) =>
    as.agent('POST', `/investigations/${id}/events`, { events });

  test('of nothing but repeats is taken in any state', async () => {
    const { investigationId: id } = await beginInvestigation(as.commander, as.agent);
    await post(id, note('n1'), note('n2'));
    const repeats = async () => {
      const before = await eventCount();
      const answer = await post(id, note('n1'), note('n2'));
      expect(await eventCount()).toBe(before);
      return answer;
    };
    const steer = (control: string) =>
      as.commander('POST', `/investigations/${id}/controls`, { control, reason: 'x' });
    const expected = { accepted: 0, duplicates: 2 };
    await steer('pause');
    expect((await repeats()).body).toMatchObject({ ...expected, status: 'paused' });
    expectProblem(await post(id, note('n1'), note('n3')), 409, 'paused');
    await steer('resume');
    const summary = { stage: 'evidence', summary: 'x' };
    expect((await as.agent('POST', `/investigations/${id}/checkpoints`, summary)).status).toBe(201);
    expect((await repeats()).body).toMatchObject({ ...expected, status: 'waiting' });
    await steer('stop');
    expect((await repeats()).body).toMatchObject({ ...expected, status: 'stopped' });
  });

  test('a hundred at once from one identity pass, each event once and without a gap', async () => {
    const { investigationId: id } = await beginInvestigation(as.commander, as.agent);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => post(id, note(`n${i}`), note(`n${(i * 7) % 100}`))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    const page = await as.observer('GET', `/investigations/${id}/events?limit=200`);
    const items = page.body.items as { seq: number; id: string }[];
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, i) => i + 1));
    const notes = items.map((item) => item.id).filter((each) => /^n\d/.test(each));
    expect(new Set(notes).size).toBe(100);
    expect(notes).toHaveLength(100);
  });
});
