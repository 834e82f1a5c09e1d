import { describe, expect, test } from 'vitest';
import { actionOut } from '@/lib/actions/output';
import { amendAction } from '@/lib/actions/server/amend-action';
import { digestPreimage } from '@/lib/actions/server/digest-preimage';
import { getAction } from '@/lib/actions/server/get-action';
import { listActions } from '@/lib/actions/server/list-actions';
import { proposeAction } from '@/lib/actions/server/propose-action';
import { withdrawAction } from '@/lib/actions/server/withdraw-action';
import { db } from '@/lib/db/client';
import { openIncident } from '@/lib/incidents/server/open-incident';
import { agentEvent } from '@/lib/investigations/schema';
import { createInvestigation } from '@/lib/investigations/server/create-investigation';
import { giveControl } from '@/lib/investigations/server/give-control';
import { postEvents } from '@/lib/investigations/server/post-events';
import { sha256 } from '@/lib/log/canonical';
import { readStream } from '@/lib/log/read';
import { compareWithLog } from '@/lib/log/rebuild';
import { as, makeAgent, makePerson, role, WIDE } from '../../support/actors';
import { testDatabase } from '../../support/database';
import { makeCast, rollback } from '../../support/proposing';

await testDatabase();
const { agent, approver, commander, executor, investigation, owner, proposed, sign } =
  await makeCast();

const refusal = (slug: string, status: number) => expect.objectContaining({ slug, status });

const kindsOf = async (investigationId: string) =>
  (await readStream(investigationId, 0, 200)).map(({ kind }) => kind);

describe('a proposal', () => {
  test('binds everything that an approver relies on, what is computed included', async () => {
    const action = await proposed();
    expect(action).toMatchObject({
      version: 1,
      state: 'pending_approval',
      risk: 'low',
      executorId: executor.id,
      requirements: { approvals: 1, roles: ['approver'], separationOfDuties: true, stepUp: false },
      hypothesisStatement: 'The release broke it.',
      proposer: { id: agent.id, name: 'Investigator' },
      executor: { name: 'Hands' },
      incident: { title: 'Checkout fails' },
      hypothesis: { id: 'h1', status: 'committed' },
      differences: [],
      decisions: [],
      grant: null,
    });
    expect(action.evidence).toMatchObject([
      { id: 'e1', isNamed: true, relation: 'supports' },
      { id: 'e2', isNamed: false, relation: 'contradicts' },
    ]);
    // Nothing beyond what the API declares, and nothing less.
    expect(actionOut.parse(action)).toEqual(action);
    const preimage = await digestPreimage(as(approver), action.id);
    expect(sha256(preimage).toString('hex')).toBe(action.digest);
    const bound = { executorId: executor.id, risk: 'low', version: 1, id: action.id };
    expect(JSON.parse(preimage)).toMatchObject(bound);
  });

  test('of a service that nobody declared is of high risk, whatever is claimed', async () => {
    const target = { service: 'ledger', environment: 'production', resource: 'deploy/ledger' };
    const action = await proposed(rollback({ target }));
    expect(action.risk).toBe('high');
    expect(action.differences.join(' ')).toContain('the catalogue says nothing');
  });

  test('waits for the commitment stop point', async () => {
    const incident = await openIncident(as(commander), {
      title: 'Early',
      severity: 'sev3',
      service: 'checkout',
      environment: 'production',
    });
    const { id } = await createInvestigation(as(agent), { incidentId: incident.id });
    await expect(proposeAction(as(agent), { investigationId: id, ...rollback() })).rejects.toEqual(
      refusal('stage-locked', 409),
    );
  });

  test('is refused while the investigation is held and once it is stopped', async () => {
    const { id } = await investigation();
    const propose = () => proposeAction(as(agent), { investigationId: id, ...rollback() });
    await giveControl(as(commander), { id, control: 'pause' });
    await expect(propose()).rejects.toEqual(refusal('paused', 409));
    await giveControl(as(commander), { id, control: 'resume' });
    const action = await propose();
    await giveControl(as(commander), { id, control: 'stop', reason: 'enough' });
    await expect(propose()).rejects.toEqual(refusal('stopped', 409));
    const voided = await getAction(as(agent), { actionId: action.id, waitS: 0 });
    expect(voided).toMatchObject({
      state: 'revoked',
      endedReason: 'The investigation was stopped.',
    });
    await expect(sign(action)).rejects.toEqual(refusal('already-decided', 409));
  });

  test('names each reference that leads nowhere', async () => {
    const { id } = await investigation();
    const input = rollback({
      evidenceIds: ['e1', 'nowhere'],
      hypothesisId: 'h9',
      rollbackOf: 'act_x',
    });
    await expect(proposeAction(as(agent), { investigationId: id, ...input })).rejects.toMatchObject(
      {
        slug: 'unknown-reference',
        status: 400,
        errors: [{ path: 'evidenceIds.1' }, { path: 'hypothesisId' }, { path: 'rollbackOf' }],
      },
    );
    expect(await kindsOf(id)).not.toContain('action.proposed');
  });

  test('out of scope is refused, and what was tried is on record once', async () => {
    const verbs = ['observe', 'hypothesize', 'propose:scale'];
    const narrow = await makeAgent('Narrow', owner.id, { ...WIDE, verbs });
    const { id } = await investigation(narrow);
    const input = { investigationId: id, ...rollback() };
    const attempt = () => proposeAction(as(narrow), input);
    await expect(attempt()).rejects.toMatchObject({
      slug: 'out-of-scope',
      status: 403,
      errors: [{ path: 'kind' }],
    });
    await expect(attempt()).rejects.toEqual(refusal('out-of-scope', 403));
    const marks = (await kindsOf(id)).filter((kind) => kind === 'scope.violated');
    expect(marks).toHaveLength(1);
  });

  test('needs an executor whose scope covers it', async () => {
    const { id } = await investigation();
    const input = { investigationId: id, ...rollback({ kind: 'scale' }) };
    await expect(proposeAction(as(agent), input)).rejects.toEqual(refusal('no-executor', 409));
  });

  test('of another agent is neither seen nor made in its name', async () => {
    const action = await proposed();
    const other = await makeAgent('Other', owner.id);
    const seen = getAction(as(other), { actionId: action.id, waitS: 0 });
    await expect(seen).rejects.toEqual(refusal('not-found', 404));
    await expect(withdrawAction(as(other), { actionId: action.id })).rejects.toEqual(
      refusal('not-found', 404),
    );
    const listed = await listActions(as(other), { limit: 50 });
    expect(listed.items).toEqual([]);
  });

  test('keeps no secret of a known shape', async () => {
    const secret = `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`;
    const action = await proposed(rollback({ rationale: `The key ${secret} leaked.` }));
    expect(JSON.stringify(action)).not.toContain(secret);
    expect(await digestPreimage(as(agent), action.id)).not.toContain(secret);
    const events = await readStream(action.investigationId, 0, 200);
    expect(JSON.stringify(events)).not.toContain(secret);
    expect(events.find(({ kind }) => kind === 'action.proposed')?.payload.masked).toBe(1);
  });

  test('falls with the hypothesis that it rests on', async () => {
    const action = await proposed();
    const refute = agentEvent.parse({
      id: 'refute',
      kind: 'hypothesis.revised',
      at: '2026-03-01T12:30:00.000Z',
      hypothesisId: 'h1',
      status: 'refuted',
      because: ['e2'],
    });
    await postEvents(as(agent), { id: action.investigationId, events: [refute] });
    const voided = await getAction(as(approver), { actionId: action.id, waitS: 0 });
    expect(voided.state).toBe('revoked');
  });
});

describe('a changed proposal', () => {
  test('is a new version with a new digest and no approvals, and its grant is revoked', async () => {
    const first = await sign(await proposed());
    expect(first).toMatchObject({ state: 'approved', grant: { state: 'minted' } });
    const second = await amendAction(as(agent), {
      actionId: first.id,
      ...rollback({ title: 'Roll back two releases' }),
    });
    expect(second).toMatchObject({ version: 2, state: 'pending_approval', grant: null });
    expect(second.digest).not.toBe(first.digest);
    const grant = await db().grant.findFirst({ where: { actionId: first.id } });
    expect(grant?.state).toBe('revoked');
    await expect(sign(first)).rejects.toEqual(refusal('version-superseded', 409));
    expect(await sign(second)).toMatchObject({ state: 'approved', decisions: [{}, {}] });
  });

  test('is not taken once people have said no', async () => {
    const action = await sign(await proposed(), 'reject');
    expect(action).toMatchObject({ state: 'rejected', endedReason: 'No.' });
    await expect(amendAction(as(agent), { actionId: action.id, ...rollback() })).rejects.toEqual(
      refusal('already-decided', 409),
    );
  });

  test('can be withdrawn while its investigation is held, and then by nobody again', async () => {
    const action = await proposed();
    await giveControl(as(commander), { id: action.investigationId, control: 'pause' });
    const withdrawn = await withdrawAction(as(agent), {
      actionId: action.id,
      reason: 'Too early.',
    });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', endedReason: 'Too early.' });
    await expect(withdrawAction(as(agent), { actionId: action.id })).rejects.toEqual(
      refusal('withdrawn', 409),
    );
  });
});

describe('a list of actions', () => {
  test('shows each reader what is theirs to see, page by page', async () => {
    const elsewhere = await makePerson('Elsa', role('observer', 'payments'));
    const here = await makePerson('Hanna', role('observer', 'checkout'));
    expect((await listActions(as(elsewhere), { limit: 50 })).items).toEqual([]);
    const all = (await listActions(as(here), { limit: 200 })).items;
    expect(all.every(({ service }) => service === 'checkout')).toBe(true);
    const pending = await listActions(as(here), { limit: 200, states: ['pending_approval'] });
    expect(pending.items.every(({ state }) => state === 'pending_approval')).toBe(true);

    const [first] = (await listActions(as(here), { limit: 1 })).items;
    const cursor: [string, string] = [first?.proposedAt ?? '', first?.id ?? ''];
    const rest = await listActions(as(here), { limit: 200, cursor });
    expect([first?.id, ...rest.items.map(({ id }) => id)]).toEqual(all.map(({ id }) => id));
  });
});

test('a list of live actions leaves those of recordings out, and the other way round', async () => {
  const { id } = await investigation(agent, 'imported');
  const recorded = await proposeAction(as(agent), { investigationId: id, ...rollback() });
  const live = await proposed();
  const listed = async (clock?: 'live' | 'imported') =>
    (await listActions(as(approver), { limit: 200, clock })).items;
  expect((await listed('imported')).map((item) => [item.id, item.clock])).toEqual([
    [recorded.id, 'imported'],
  ]);
  const ids = (await listed('live')).map((item) => item.id);
  expect(ids).toContain(live.id);
  expect(ids).not.toContain(recorded.id);
  expect(await listed()).toHaveLength(ids.length + 1);
});

test('the log folds to exactly these actions', async () => {
  expect(await compareWithLog(db())).toEqual([]);
});
