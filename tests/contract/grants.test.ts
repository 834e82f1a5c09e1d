import { describe, expect, test } from 'vitest';
import { type Answer, asMachine, expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { reachProposing, rollback } from '../support/investigation';
import { adoptTerms } from '../support/policy';

const contract = await contractServer();
const other = await contract.replica();
const { as } = contract;

const idOf = ({ body }: Answer): string => String(body.id);

async function propose(more: object = {}) {
  const { investigationId } = await reachProposing(as.commander, as.agent);
  const path = `/investigations/${investigationId}/actions`;
  const target = { service: 'checkout', environment: 'production', resource: investigationId };
  const proposed = await as.agent('POST', path, rollback({ target, ...more }));
  expect(proposed.status).toBe(201);
  return { investigationId, id: idOf(proposed), digest: String(proposed.body.digest) };
}

const decide = (action: { id: string; digest: string }, more: object = {}, by = as.approver) =>
  by('POST', `/actions/${action.id}/decisions`, {
    decision: 'approve',
    version: 1,
    digest: action.digest,
    ...more,
  });

async function approve() {
  const action = await propose();
  expect((await decide(action)).status).toBe(200);
  const { body } = await as.executor('GET', '/grants?wait=5');
  const items = body.items as { token: string; actionId: string; digest: string }[];
  const grant = items.find(({ actionId }) => actionId === action.id);
  if (!grant) throw new Error('No grant was minted.');
  return { ...action, token: grant.token };
}

test('of two hundred redeemers at two replicas exactly one executes', async () => {
  const hands = [as.executor, asMachine(other.url, contract.executor.key)];
  const { token, digest } = await approve();
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      hands[i % 2]!('POST', '/grants/redeem', { token, digest }),
    ),
  );
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status !== 200) expectProblem(answer, 409, 'already-redeemed');
  }
});

describe('each door', () => {
  test('is for its own kind of actor and role', async () => {
    const action = await propose();
    const path = `/investigations/${action.investigationId}/actions`;
    expectProblem(await as.executor('POST', path, rollback()), 403, 'forbidden');
    expectProblem(await as.commander('POST', path, rollback()), 403, 'forbidden');
    for (const by of [as.agent, as.executor, as.commander, as.observer, as.auditor, as.admin]) {
      expectProblem(await decide(action, {}, by), 403, 'forbidden');
    }
    expectProblem(await decide(action, {}, as.nobody), 401, 'unauthenticated');
    expectProblem(await as.agent('GET', '/grants'), 403, 'forbidden');
    expectProblem(await as.approver('GET', '/grants'), 403, 'forbidden');
    expectProblem(await as.executor('GET', `/actions/${action.id}`), 403, 'forbidden');
    expectProblem(await as.commander('POST', '/agents', {}), 403, 'forbidden');
    const elsewhere = { Origin: 'https://evil.example' };
    const path2 = `/actions/${action.id}/decisions`;
    const body = { decision: 'approve', version: 1, digest: action.digest };
    expectProblem(await as.approver('POST', path2, body, elsewhere), 403, 'bad-origin');
  });

  test('names the field that is wrong', async () => {
    const action = await propose();
    const errors = async (answer: Promise<Answer>) =>
      expectProblem(await answer, 400, 'invalid').errors?.map(({ path }) => path);
    expect(await errors(decide(action, { decision: 'reject' }))).toEqual(['reason']);
    expect(await errors(decide(action, { digest: 'X' }))).toEqual(['digest']);
    expect(await errors(decide(action, { extra: 1 }))).toEqual(['extra']);
    const posted = { token: 'no token', digest: action.digest };
    expect(await errors(as.executor('POST', '/grants/redeem', posted))).toEqual(['token']);
    expect(await errors(as.observer('GET', '/actions?state=nonsense'))).toEqual(['state.0']);
    const nowhere = '/executions/exe_x/events';
    const events = [{ id: 'a', kind: 'dance', at: '2026-03-01T12:00:00Z' }];
    expect(await errors(as.executor('POST', nowhere, { events }))).toEqual(['events.0.kind']);
    const path = `/investigations/${action.investigationId}/actions`;
    const unfinished = rollback({ command: { argv: [] }, evidenceIds: [] });
    expect(await errors(as.agent('POST', path, unfinished))).toEqual(
      expect.arrayContaining(['command.argv', 'evidenceIds']),
    );
  });

  test('knows what does not exist', async () => {
    const digest = 'a'.repeat(64);
    expectProblem(await as.observer('GET', '/actions/act_x'), 404, 'not-found');
    expectProblem(await decide({ id: 'act_x', digest }), 404, 'not-found');
    const events = [{ id: 'a', kind: 'heartbeat', at: '2026-03-01T12:00:00Z' }];
    const nowhere = await as.executor('POST', '/executions/exe_x/events', { events });
    expectProblem(nowhere, 404, 'not-found');
    expectProblem(await as.agent('POST', '/actions/act_x/withdraw'), 404, 'not-found');
    expectProblem(
      await as.agent('POST', '/investigations/inv_x/actions', rollback()),
      404,
      'not-found',
    );
  });
});

test('an agent lives from an admin’s word to a commander’s, and its key is told once', async () => {
  const { body: people } = await as.admin('GET', '/people');
  const [owner] = people.items as { id: string }[];
  const made = await as.admin('POST', '/agents', {
    name: 'Scout',
    kind: 'agent',
    ownerId: owner?.id,
    purpose: 'Looks around.',
    scope: { sources: ['*'], services: ['*'], environments: ['*'], verbs: ['observe'] },
  });
  expect(made).toMatchObject({ status: 201, body: { status: 'active', name: 'Scout' } });
  const keys = `/agents/${idOf(made)}/keys`;
  const once = { 'Idempotency-Key': 'scout-key' };
  const first = await as.admin('POST', keys, undefined, once);
  const again = await as.admin('POST', keys, undefined, once);
  expect(first).toMatchObject({ status: 201, body: { key: expect.stringMatching(/^csk_/) } });
  expect(again).toMatchObject({ status: 201, body: { id: idOf(first) } });
  expect(again.body).not.toHaveProperty('key');

  const scout = asMachine(contract.server.url, String(first.body.key));
  expect((await scout('GET', '/incidents')).status).toBe(200);
  const standing = (change: string) =>
    as.commander('POST', `/agents/${idOf(made)}/${change}`, { reason: 'Check.' });
  expect((await standing('suspend')).body).toMatchObject({ status: 'suspended' });
  expectProblem(await scout('GET', '/incidents'), 401, 'unauthenticated');
  await standing('resume');
  expect((await scout('GET', '/incidents')).status).toBe(200);
  expect((await as.admin('DELETE', `${keys}/${idOf(first)}`)).status).toBe(204);
  expectProblem(await scout('GET', '/incidents'), 401, 'unauthenticated');
  expect((await standing('revoke')).body).toMatchObject({ status: 'revoked' });
  expectProblem(await standing('resume'), 409, 'revoked');
});

test('what nobody decides in time expires by the server’s own sweeper', async () => {
  await adoptTerms({ actionTtlMs: 500 });
  const action = await propose();
  const seen = await as.agent('GET', `/actions/${action.id}?wait=20&since=pending_approval`);
  expect(seen.body).toMatchObject({ state: 'expired', endedReason: 'Nobody decided in time.' });
});
