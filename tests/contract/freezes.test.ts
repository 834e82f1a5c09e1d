import { afterEach, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '@/lib/access/schema';
import type { Answer, Call } from '../support/api';
import { expectProblem } from '../support/api';
import { contractServer } from '../support/contract-server';
import { openIncident, reachProposing, rollback } from '../support/investigation';
import { newPerson } from './people';
import { connect } from './sse-reader';

const contract = await contractServer();
const { as, server } = contract;
const { url } = server;

const slugOf = ({ body }: Answer) => String(body.type).split('/').at(-1);
const freeze = (by: Call, service = '*') =>
  by('POST', '/freezes', { service, reason: 'It got out of hand.' });

async function liftAll(): Promise<void> {
  const { body } = await as.admin('GET', '/freezes?state=active');
  for (const { id } of body.items as { id: string }[]) {
    const asked = await as.commander('POST', `/freezes/${id}/lift-requests`, { reason: 'Quiet.' });
    const { id: requestId } = asked.body.liftRequest as { id: string };
    const agreed = await as.admin('POST', `/freezes/${id}/lift-requests/${requestId}/agree`, {});
    expect(agreed.body).toMatchObject({ state: 'lifted' });
  }
}
afterEach(liftAll);

describe('who may freeze what', () => {
  const SETTERS: readonly Role[] = ['commander', 'admin'];

  test.each(ROLES)('%s, of everything and of one service', async (role) => {
    const everywhere = await newPerson(url, as.admin, [{ role, service: '*' }]);
    const local = await newPerson(url, as.admin, [{ role, service: 'payments' }]);
    const may = SETTERS.includes(role);
    const expected: [Call, string, number][] = [
      [everywhere.call, '*', may ? 201 : 403],
      [everywhere.call, 'payments', may ? 201 : 403],
      [local.call, '*', 403],
      [local.call, 'checkout', may ? 404 : 403],
      [local.call, 'payments', may ? 201 : 403],
    ];
    for (const [call, service, status] of expected) {
      const answer = await freeze(call, service);
      expect([service, answer.status], JSON.stringify(answer.body)).toEqual([service, status]);
      if (status === 201) await liftAll();
    }
  });

  test('no machine, and nobody who is not signed in', async () => {
    expectProblem(await freeze(as.agent), 403, 'forbidden');
    expectProblem(await freeze(as.executor), 403, 'forbidden');
    expectProblem(await freeze(as.nobody), 401, 'unauthenticated');
  });

  test('needs a reason, a service that is known, and nothing else', async () => {
    const post = (body: object) => as.commander('POST', '/freezes', body);
    expectProblem(await post({ service: '*', reason: '  ' }), 400, 'invalid');
    expectProblem(await post({ reason: 'x' }), 400, 'invalid');
    expectProblem(await post({ service: '*', reason: 'x', until: 'later' }), 400, 'invalid');
    const unknown = await post({ service: 'nowhere', reason: 'x' });
    expect(expectProblem(unknown, 400, 'unknown-reference').errors?.[0]?.path).toBe('service');
  });
});

describe('while everything is frozen', () => {
  test('agents, signers and executors are told so, by whom and why', async () => {
    const { incidentId, investigationId } = await reachProposing(as.commander, as.agent);
    const path = `/investigations/${investigationId}`;
    const [waiting, signed] = [
      await as.agent('POST', `${path}/actions`, rollback()),
      await as.agent('POST', `${path}/actions`, rollback()),
    ];
    const decide = (answer: Answer, decision = 'approve') =>
      as.approver('POST', `/actions/${String(answer.body.id)}/decisions`, {
        decision,
        version: 1,
        digest: answer.body.digest,
        reason: 'x',
      });
    expect((await decide(signed)).body).toMatchObject({ state: 'approved' });
    const { body } = await as.executor('GET', '/grants');
    const [grant] = body.items as { token: string; digest: string }[];

    const set = await freeze(as.commander);
    expect(set.body).toMatchObject({
      state: 'active',
      service: '*',
      counts: { revoked: 1, underWay: 0 },
    });

    const begun = await as.agent('POST', '/investigations', { incidentId });
    const problem = expectProblem(begun, 409, 'frozen');
    expect(problem).toMatchObject({
      freeze: { id: set.body.id, service: '*', reason: 'It got out of hand.' },
    });
    expectProblem(await decide(waiting), 409, 'frozen');
    expectProblem(
      await as.commander('POST', `${path}/controls`, { control: 'resume' }),
      409,
      'frozen',
    );
    const { token, digest } = grant ?? {};
    expectProblem(await as.executor('POST', '/grants/redeem', { token, digest }), 409, 'revoked');
    expect((await as.executor('GET', '/grants')).body.items).toEqual([]);
    const state = await as.agent('GET', path);
    expect(state.body).toMatchObject({ status: 'paused' });
    const told = await as.agent('GET', `${path}/directives`);
    expect((told.body.items as object[]).at(-1)).toMatchObject({ kind: 'pause' });
    expect((await decide(waiting, 'reject')).body).toMatchObject({ state: 'rejected' });
    // What it reaches is at an end; what happened to it is its own stream's to tell.
    const events = await as.observer('GET', `${path}/events?limit=200`);
    const kinds = (events.body.items as { kind: string }[]).map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['directive.given', 'grant.revoked', 'action.revoked']),
    );
  });

  test('incidents may still be opened, and a second freeze of it is refused', async () => {
    const { body } = await freeze(as.commander);
    await openIncident(as.commander);
    const again = expectProblem(await freeze(as.admin), 409, 'already-frozen');
    expect(again).toMatchObject({ freeze: { id: body.id } });
  });

  test('every browser hears of it on its stream, and of one service only those who read it', async () => {
    const local = await newPerson(url, as.admin, [{ role: 'observer', service: 'payments' }]);
    await freeze(as.commander, 'checkout');
    await freeze(as.commander);
    // From the very beginning of the log, so that nothing depends on who is faster.
    const live = await connect(`${url}/api/v1/live`, { Cookie: local.cookie }, '0.0|');
    const streams: string[] = [];
    for await (const { data } of live.frames) {
      const { stream } = data as { stream: string };
      streams.push(stream);
      if (stream === 'installation') break;
    }
    live.leave();
    expect(streams).toContain('svc:payments');
    expect(streams).not.toContain('svc:checkout');
  });

  test('the same freeze sent twice under one key is one', async () => {
    const body = { service: 'payments', reason: 'Once.' };
    const headers = { 'Idempotency-Key': 'freeze-once' };
    const first = await as.commander('POST', '/freezes', body, headers);
    const second = await as.commander('POST', '/freezes', body, headers);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
  });
});

describe('lifting', () => {
  test('takes a second person, told apart by who they are and not by what they hold', async () => {
    const both = await newPerson(url, as.admin, [
      { role: 'commander', service: '*' },
      { role: 'admin', service: '*' },
    ]);
    const { body } = await freeze(both.call);
    const path = `/freezes/${String(body.id)}`;
    const asked = await both.call('POST', `${path}/lift-requests`, { reason: 'Quiet.' });
    expect(asked.status).toBe(201);
    const { id } = asked.body.liftRequest as { id: string };
    const request = `${path}/lift-requests/${id}`;
    expectProblem(await both.call('POST', `${request}/agree`, {}), 403, 'second-person');
    expectProblem(await as.approver('POST', `${request}/agree`, {}), 403, 'forbidden');
    expectProblem(await as.commander('POST', `${request}/withdraw`, {}), 403, 'forbidden');
    expect((await both.call('POST', `${request}/withdraw`, {})).body.liftRequest).toBeNull();
    expectProblem(await as.commander('POST', `${request}/agree`, {}), 409, 'no-lift-request');
  });

  test('of a service that is not theirs is hidden from them', async () => {
    const local = await newPerson(url, as.admin, [{ role: 'commander', service: 'payments' }]);
    const { body } = await freeze(as.commander, 'checkout');
    const path = `/freezes/${String(body.id)}`;
    expect((await local.call('GET', '/freezes')).body.items).not.toContainEqual(
      expect.objectContaining({ id: body.id }),
    );
    expectProblem(await local.call('GET', path), 404, 'not-found');
    const asking = await local.call('POST', `${path}/lift-requests`, { reason: 'x' });
    expectProblem(asking, 404, 'not-found');
    const all = await freeze(as.commander);
    const shown = await local.call('GET', `/freezes/${String(all.body.id)}`);
    expect(shown.body).toMatchObject({ service: '*', counts: null });
    const lifting = await local.call('POST', `/freezes/${String(all.body.id)}/lift-requests`, {
      reason: 'x',
    });
    expect([lifting.status, slugOf(lifting)]).toEqual([403, 'forbidden']);
  });
});
