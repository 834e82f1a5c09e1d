import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { eventCount } from '../support/event-count';
import { beginInvestigation, reachProposing, rollback } from '../support/investigation';
import { event, evidence, hypothesis, note } from '../support/investigation-events';
import { badShapes } from './bad-events';
import { badTexts } from './bad-json';
import { badRequests, sendBad } from './bad-requests';
import { rawPost } from './raw-post';

const { as, server, agent } = await contractServer();
const ids = { inc: '', inv: '', act: '' };
let events = '';

beforeAll(async () => {
  const { incidentId, investigationId } = await beginInvestigation(as.commander, as.agent);
  const { investigationId: other } = await reachProposing(as.commander, as.agent);
  const proposed = await as.agent('POST', `/investigations/${other}/actions`, rollback());
  Object.assign(ids, { inc: incidentId, inv: investigationId, act: String(proposed.body.id) });
  events = `/investigations/${investigationId}/events`;
});

/** Sends something, and sees that nothing came of it. */
async function refused(send: () => Promise<Answer>, status: number, slug: string) {
  const before = await eventCount();
  const problem = expectProblem(await send(), status, slug);
  expect(await eventCount()).toBe(before);
  return problem;
}

const fieldsOf = ({ errors = [] }: { errors?: { path: string }[] }) =>
  errors.map(({ path }) => path);

describe('a batch of events that is no acceptable JSON is refused, the place named', () => {
  test.each(badTexts)('$name', async ({ body, path, isDeep = false }) => {
    const post = () => rawPost(`${server.url}/api/v1${events}`, agent.key, { body });
    const problem = await refused(post, 400, 'invalid');
    const [named = 'none'] = fieldsOf(problem);
    if (isDeep) expect(named.startsWith(path)).toBe(true);
    else expect(named).toBe(path);
  });
});

describe('a batch of events of a wrong shape is refused, the field named', () => {
  test.each(badShapes)('$name', async ({ body, path }) => {
    const problem = await refused(() => as.agent('POST', events, body), 400, 'invalid');
    expect(fieldsOf(problem)).toContain(path);
  });
});

describe('a request of a wrong shape is refused, the field named', () => {
  test.each(badRequests)('$who $method $path: $field', async (request) => {
    const problem = await refused(() => sendBad(as, ids, request), 400, 'invalid');
    expect(fieldsOf(problem)).toContain(request.field);
  });
});

describe('what does not fit what is there is refused whole', () => {
  const post = (...given: object[]) => as.agent('POST', events, { events: given });
  const link = (more: object) =>
    event('l9', 'hypothesis.linked', {
      hypothesisId: 'h1',
      evidenceId: 'e1',
      relation: 'supports',
      ...more,
    });

  test.each([
    ['evidence', () => ({ ...evidence('e1'), id: 'again' }), 'evidence.id'],
    ['a hypothesis', () => ({ ...hypothesis('h1'), id: 'again' }), 'hypothesis.id'],
  ])('an id that %s of the investigation has', async (_name, given, path) => {
    const problem = await refused(() => post(note('n8'), given()), 400, 'invalid');
    expect(fieldsOf(problem)).toEqual([`events.1.${path}`]);
  });

  test('an id that a step of the same batch has', async () => {
    const step = (id: string) => event(id, 'step.started', { step: 's9', tool: 'grep' });
    const problem = await refused(() => post(step('a'), step('b')), 400, 'invalid');
    expect(fieldsOf(problem)).toEqual(['events.1.step']);
  });

  test('an event id twice in a batch, for different events', async () => {
    const again = { ...note('n9'), text: 'other words' };
    const problem = await refused(() => post(note('n9'), again), 400, 'invalid');
    expect(fieldsOf(problem)).toEqual(['events.1.id']);
  });

  test.each([
    ['evidence', link({ evidenceId: 'e404' }), 'evidenceId'],
    ['a hypothesis', link({ hypothesisId: 'h404' }), 'hypothesisId'],
    ['a step', event('f9', 'step.finished', { step: 's404', status: 'ok' }), 'step'],
    ['the step of evidence', evidence('e9', { step: 's404' }), 'evidence.step'],
    ['a directive', event('d9', 'directive.acknowledged', { directive: 'dir_404' }), 'directive'],
    [
      'a reason',
      event('r9', 'hypothesis.revised', { hypothesisId: 'h1', because: ['e1', 'e404'] }),
      'because.1',
    ],
  ])('%s that the investigation does not have', async (_name, given, path) => {
    const problem = await refused(() => post(note('n8'), given), 400, 'unknown-reference');
    expect(fieldsOf(problem)).toEqual([`events.1.${path}`]);
  });

  test('evidence that is leaned on before it is recorded', async () => {
    const early = link({ evidenceId: 'e9' });
    const problem = await refused(() => post(early, evidence('e9')), 400, 'unknown-reference');
    expect(fieldsOf(problem)).toEqual(['events.0.evidenceId']);
  });

  test('an event after the conclusion', async () => {
    const end = event('end', 'investigation.concluded', { outcome: 'blocked', summary: 'x' });
    const problem = await refused(() => post(end, note('n9')), 400, 'invalid');
    expect(fieldsOf(problem)).toEqual(['events.1']);
  });

  test('a signature under another version or another digest', async () => {
    const action = await as.approver('GET', `/actions/${ids.act}`);
    const { version, digest } = action.body as { version: number; digest: string };
    const sign = (more: object) => () =>
      as.approver('POST', `/actions/${ids.act}/decisions`, {
        decision: 'approve',
        version,
        digest,
        ...more,
      });
    await refused(
      sign({ digest: digest.replace(/^./, '0').replace(/.$/, 'f') }),
      409,
      'digest-mismatch',
    );
    await refused(sign({ version: version + 1 }), 409, 'version-superseded');
    const amended = await as.agent('PUT', `/actions/${ids.act}`, rollback({ title: 'To r40' }));
    expect(amended.body).toMatchObject({ version: version + 1 });
    await refused(sign({}), 409, 'version-superseded');
    expect((await as.agent('GET', `/actions/${ids.act}`)).body).toMatchObject({
      state: 'pending_approval',
      decisions: [],
    });
  });

  test('a proposal in another stage, or on other ground', async () => {
    const early = () => as.agent('POST', `/investigations/${ids.inv}/actions`, rollback());
    await refused(early, 409, 'stage-locked');
    const amend = (more: object) => () => as.agent('PUT', `/actions/${ids.act}`, rollback(more));
    const evidenceIds = await refused(amend({ evidenceIds: ['e404'] }), 400, 'unknown-reference');
    expect(fieldsOf(evidenceIds)).toEqual(['evidenceIds.0']);
    const claim = await refused(amend({ hypothesisId: 'h404' }), 400, 'unknown-reference');
    expect(fieldsOf(claim)).toEqual(['hypothesisId']);
    const other = await refused(amend({ rollbackOf: 'act_404' }), 400, 'unknown-reference');
    expect(fieldsOf(other)).toEqual(['rollbackOf']);
  });
});

describe('odd but harmless input is taken', () => {
  test('an event again is a duplicate, in the same batch and later', async () => {
    const twice = await as.agent('POST', events, { events: [note('t1'), note('t1')] });
    expect(twice.body).toMatchObject({ accepted: 1, duplicates: 1 });
    const before = await eventCount();
    const again = await as.agent('POST', events, {
      events: [{ ...note('t1'), text: 'other words' }],
    });
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 1 });
    expect(await eventCount()).toBe(before);
  });

  test('500 events, ids of every allowed character, names of prototypes, far places', async () => {
    const crowd = Array.from({ length: 500 }, (_, i) => note(`crowd:${i}`));
    expect((await as.agent('POST', events, { events: crowd })).body).toMatchObject({
      accepted: 500,
    });
    const odd = [
      note('A.z_0:-'),
      note('x'.repeat(64)),
      event('toString', 'step.started', {
        step: 'constructor',
        tool: 'hasOwnProperty',
        args: {
          constructor: 1,
          toString: 2,
          hasOwnProperty: null,
          '': [],
          $ref: '\u202e\u{1f600}',
        },
      }),
      evidence('valueOf', { body: { format: 'json', value: { n: 2 ** 53 - 1, e: 1e300 } } }),
    ];
    expect((await as.agent('POST', events, { events: odd })).body).toMatchObject({ accepted: 4 });
    const read = await as.observer('GET', `/investigations/${ids.inv}/evidence/valueOf`);
    expect(read.body).toMatchObject({
      evidence: { body: { format: 'json', value: { n: 2 ** 53 - 1, e: 1e300 } } },
    });
    for (const after of [2 ** 31 - 1, 2 ** 31, 999_999_999_999_999]) {
      const beyond = await as.observer('GET', `/investigations/${ids.inv}/events?after=${after}`);
      expect(beyond).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
    }
    for (const at of [2 ** 31, 999_999_999_999_999]) {
      expect((await as.observer('GET', `/investigations/${ids.inv}?at=${at}`)).status).toBe(200);
      const before = `/investigations/${ids.inv}/events?before=${at}&limit=1`;
      expect((await as.observer('GET', before)).status).toBe(200);
    }
    for (const q of ['%', '_', '\\', "'", 'a\\', '\u{1f600}']) {
      const found = await as.observer('GET', `/incidents?q=${encodeURIComponent(q)}`);
      expect(found, q).toMatchObject({ status: 200, body: { items: [] } });
    }
    expect((await as.observer('GET', '/incidents?wait=-5')).status).toBe(200);
  });
});
