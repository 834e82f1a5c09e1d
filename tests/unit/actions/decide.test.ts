import { describe, expect, test } from 'vitest';
import { decide, demandOpen } from '@/lib/actions/rules';
import type { ActionRow, ActionState, Decision } from '@/lib/actions/schema';
import { type Conflict, Forbidden } from '@/lib/errors';
import type { StoredSignature } from '@/lib/passkeys/signature-schema';
import {
  action,
  approval,
  approve,
  facts,
  LONG_AGO,
  now,
  person,
  refusal,
  reject,
  SIGNATURE,
} from './deciding';

describe('a decision', () => {
  test('approves with the quorum, and rejects with one', () => {
    expect(decide(facts(), approve)).toBe('approved');
    expect(decide(facts(), reject)).toBe('rejected');
    const two = { row: action({}, { approvals: 2 }) };
    expect(decide(facts(two), approve)).toBe('pending_approval');
    expect(decide(facts(two), reject)).toBe('rejected');
  });

  test('counts distinct people whose approval counts now, of this version alone', () => {
    const row = (...decisions: Decision[]) => action({ decisions }, { approvals: 2 });
    const bob = person('bob');
    expect(decide(facts({ row: row(approval('bob')), approvers: [bob] }), approve)).toBe(
      'approved',
    );
    for (const approvers of [
      [],
      [person('bob', { status: 'disabled' })],
      [person('bob', { roles: [{ role: 'approver', service: '*', since: now.toISOString() }] })],
      [person('bob', { roles: [{ role: 'observer', service: '*', since: LONG_AGO }] })],
      [person('bob', { roles: [{ role: 'approver', service: 'payments', since: LONG_AGO }] })],
    ]) {
      const short = facts({ row: row(approval('bob')), approvers });
      expect(decide(short, approve)).toBe('pending_approval');
    }
    const earlier = facts({ row: { ...row(approval('bob', 0)) }, approvers: [bob] });
    expect(decide(earlier, approve)).toBe('pending_approval');
    const ann = facts({ row: row(approval('ann')), approvers: [person('ann')] });
    expect(() => decide(ann, approve)).toThrow(refusal('already-decided'));
  });

  test.each([
    [
      'someone without the role',
      person('ann', { roles: [{ role: 'admin', service: '*', since: LONG_AGO }] }),
    ],
    [
      'someone of another service',
      person('ann', { roles: [{ role: 'approver', service: 'a', since: LONG_AGO }] }),
    ],
    ['someone disabled', person('ann', { status: 'disabled' })],
    [
      'someone made an approver once it was proposed',
      person('ann', { roles: [{ role: 'approver', service: '*', since: now.toISOString() }] }),
    ],
  ])('by %s is refused, yes and no alike', (_case, who) => {
    expect(() => decide(facts({ person: who }), approve)).toThrow(refusal('not-eligible'));
    expect(() => decide(facts({ person: who }), reject)).toThrow(refusal('not-eligible'));
  });

  test('by who is barred is refused for a yes, and taken for a no', () => {
    for (const id of ['otto', 'stella']) {
      const barred = facts({ person: person(id) });
      expect(() => decide(barred, approve)).toThrow(refusal('separation-of-duties'));
      expect(decide(barred, reject)).toBe('rejected');
    }
    const lax = { row: action({}, { separationOfDuties: false }) };
    expect(decide(facts({ ...lax, person: person('stella') }), approve)).toBe('approved');
    // Whoever owns the proposer never approves, whatever policy says.
    expect(() => decide(facts({ ...lax, person: person('otto') }), approve)).toThrow(
      refusal('separation-of-duties'),
    );
  });

  test('of what was not seen is refused', () => {
    for (const version of [0, 2]) {
      expect(() => decide(facts(), { ...approve, version })).toThrow(refusal('version-superseded'));
    }
    const digest = 'e'.repeat(64);
    expect(() => decide(facts(), { ...approve, digest })).toThrow(refusal('digest-mismatch'));
  });

  test('after the time is over is refused to the millisecond', () => {
    const at = (expiresAt: string) => facts({ row: action({ expiresAt }) });
    expect(() => decide(at(now.toISOString()), approve)).toThrow(refusal('expired'));
    expect(decide(at('2026-03-01T12:00:00.001Z'), approve)).toBe('approved');
  });

  test('with a passkey asked for is refused without one', () => {
    const row = action({}, { stepUp: true });
    expect(() => decide(facts({ row }), approve)).toThrow(refusal('step-up-required'));
    expect(decide(facts({ row }), reject)).toBe('rejected');
    expect(decide(facts({ row, proof: { signature: SIGNATURE } }), approve)).toBe('approved');
  });

  test('with a passkey that does not hold is refused, whether one was needed or not', () => {
    const proof = { signature: null, refusal: new Forbidden('Too old.', 'step-up-required') };
    for (const input of [approve, reject]) {
      expect(() => decide(facts({ proof }), input)).toThrow(refusal('step-up-required'));
    }
  });

  test('counts earlier approvals by a passkey that still stands, where one is needed', () => {
    const after = (signature: StoredSignature | null, discredited: string[] = []) => {
      const row = action(
        { decisions: [{ ...approval('bea'), signature }] },
        { approvals: 2, stepUp: true },
      );
      const approvers = [person('bea')];
      const proof = { signature: SIGNATURE };
      return decide(facts({ row, approvers, proof, discredited: new Set(discredited) }), approve);
    };
    expect(after(SIGNATURE)).toBe('approved');
    expect(after(null)).toBe('pending_approval');
    expect(after(SIGNATURE, ['pky_1'])).toBe('pending_approval');
  });

  test('for an agent that may not act is refused for a yes alone', () => {
    const ended = facts({ proposerFault: 'The agent is revoked.' });
    expect(() => decide(ended, approve)).toThrow(refusal('not-eligible'));
    expect(decide(ended, reject)).toBe('rejected');
  });
});

test.each<[ActionState, string | undefined]>([
  ['pending_approval', undefined],
  ['approved', undefined],
  ['redeemed', 'already-redeemed'],
  ['executing', 'already-redeemed'],
  ['succeeded', 'already-redeemed'],
  ['failed', 'already-redeemed'],
  ['indeterminate', 'already-redeemed'],
  ['rolled_back', 'already-redeemed'],
  ['superseded', 'version-superseded'],
  ['withdrawn', 'withdrawn'],
  ['rejected', 'already-decided'],
  ['expired', 'expired'],
  ['revoked', 'revoked'],
])('an action that is %s can be changed, or is refused as %s', (state, slug) => {
  const change = () => demandOpen(action({ state }), now);
  if (slug) expect(change).toThrow(refusal(slug));
  else expect(change).not.toThrow();
  const decision = () => decide(facts({ row: action({ state }) }), approve);
  if (state === 'pending_approval') expect(decision()).toBe('approved');
  else expect(decision).toThrow(refusal(state === 'expired' ? 'expired' : 'already-decided'));
});

describe('a decision that comes too late', () => {
  const late = (more: Partial<ActionRow>) => {
    try {
      decide(facts({ row: action({ decisions: [approval('ann')], ...more }) }), approve);
    } catch (error) {
      return error as Conflict;
    }
    throw new Error('It was taken.');
  };
  const no = { ...approval('bob'), decision: 'reject' as const };

  test.each<[ActionState, Partial<ActionRow>, string]>([
    ['approved', {}, 'ann approved it, and its executor may carry it out'],
    ['redeemed', {}, 'ann approved it, and its grant was redeemed'],
    ['succeeded', {}, 'ann approved it, and it was executed'],
    ['rejected', { decisions: [approval('ann'), no] }, 'bob rejected it.'],
    ['withdrawn', { decisions: [] }, 'its agent withdrew it'],
    ['revoked', {}, 'ann approved it, and it was revoked'],
  ])('on what is %s is told who decided, and how', (state, more, words) => {
    const { slug, message, extra } = late({ state, ...more });
    expect(slug).toBe('already-decided');
    expect(message).toContain(words);
    expect(message).toContain('Your decision was not recorded.');
    expect(extra).toMatchObject({ state });
    if (state === 'rejected') {
      expect(extra).toMatchObject({
        decisions: [
          { by: { name: 'ann' }, decision: 'approve' },
          { by: { name: 'bob' }, decision: 'reject' },
        ],
      });
    }
  });

  test('on what expired, and on an earlier version, is told so by a slug of its own', () => {
    expect(late({ state: 'expired' }).slug).toBe('expired');
    expect(late({ version: 2 })).toMatchObject({
      slug: 'version-superseded',
      extra: { version: 2 },
    });
  });
});
