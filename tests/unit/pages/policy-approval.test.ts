import { describe, expect, test } from 'vitest';
import { followSteps } from '@/components/action/follow-steps';
import { outcomeOf } from '@/components/action/outcome';
import { standingOf } from '@/components/action/standing';
import { signingRight } from '@/components/approval/signing-right';
import { action, decision, grant } from './samples';

const signed = (more: Parameters<typeof action>[0]) => action({ decisions: [decision()], ...more });

describe('what the policy approved by itself', () => {
  const byPolicy = decision({
    by: { type: 'policy', id: 'pol_default/3', name: 'Policy, version 3' },
    reason: 'Acts alone within limits, as for everything.',
  });
  const alone = action({ state: 'approved', decisions: [byPolicy], grant: grant() });

  test('is never told as a person’s approval', () => {
    expect(standingOf(alone)).toEqual({ noun: 'decision', value: 'policy' });
    expect(standingOf(signed({ state: 'approved' }))).toEqual({
      noun: 'action',
      value: 'approved',
    });
    expect(outcomeOf(alone).text).toContain(
      'by the policy itself (Policy, version 3); nobody signed',
    );
    expect(followSteps(alone, false)[0]).toMatchObject({
      word: 'Approved by the policy itself (Policy, version 3); nobody signed',
      state: 'done',
    });
  });

  test('leaves nothing to press', () => {
    const { approve, reject } = signingRight({
      action: alone,
      personId: 'usr_9',
      roleRefusal: undefined,
      barred: undefined,
      isOver: false,
      isUnconfirmed: false,
      isAuthentic: true,
    });
    expect([approve, reject]).toEqual([
      'It waits for nobody any more.',
      'It waits for nobody any more.',
    ]);
  });
});

describe('what may be pressed', () => {
  const facts = (more: Partial<SigningFacts> = {}): SigningFacts => ({
    action: action(),
    personId: 'usr_9',
    roleRefusal: undefined,
    barred: undefined,
    isOver: false,
    isUnconfirmed: false,
    isAuthentic: true,
    ...more,
  });

  test('an approver may approve and reject what is pending and confirmed', () => {
    expect(signingRight(facts())).toEqual({ approve: undefined, reject: undefined });
  });

  test.each([
    ['superseded', { action: action({ state: 'superseded' }) }],
    ['decided', { action: action({ state: 'approved' }) }],
    ['out of time', { isOver: true }],
    ['not an approver', { roleRefusal: 'Only an approver can sign this.' }],
  ] as const)('%s: neither', (_name, more) => {
    const right = signingRight(facts(more));
    expect(right.approve).toBeTypeOf('string');
    expect(right.reject).toBe(right.approve);
  });

  test.each([
    ['the owner', { barred: 'Whoever owns the agent cannot approve.' }],
    ['who signed already', { personId: 'usr_1', action: action({ decisions: [decision()] }) }],
    ['a page the server has not confirmed', { isUnconfirmed: true }],
    ['contents that do not match the digest', { isAuthentic: false }],
    ['contents not checked yet', { isAuthentic: undefined }],
    [
      'a policy that asks for a passkey',
      { action: action({ requirements: { ...action().requirements, stepUp: true } }) },
    ],
  ] as const)('%s: no yes, but always a no', (_name, more) => {
    const right = signingRight(facts(more));
    expect(right.approve).toBeTypeOf('string');
    expect(right.reject).toBeUndefined();
  });

  test('a signature on an earlier version does not stand in the way', () => {
    const amended = action({ version: 2, decisions: [decision({ version: 1 })] });
    expect(signingRight(facts({ personId: 'usr_1', action: amended })).approve).toBeUndefined();
  });
});

describe('the order of the inbox', () => {
  const approver = { id: 'usr_9', roles: [{ role: 'approver' as const, service: 'checkout' }] };

  test('mine first, then what runs out first, then the riskier', () => {
    const other = { ...action().target, service: 'payments' };
    const items = [
      action({ id: 'theirs', target: other, expiresAt: minutesLater(1) }),
      action({ id: 'later', expiresAt: minutesLater(20) }),
      action({ id: 'low', expiresAt: minutesLater(5) }),
      action({ id: 'high', expiresAt: minutesLater(5), risk: 'high' }),
    ];
    const ordered = byUrgency(items, (item) => mayDecide(approver, item));
    expect(ordered.map(({ id }) => id)).toEqual(['high', 'low', 'later', 'theirs']);
  });

  test('what I have signed no longer waits for me', () => {
    const mine = action({ decisions: [decision({ by: { ...decision().by, id: 'usr_9' } })] });
    expect(mayDecide(approver, mine)).toBe(false);
    expect(mayDecide(approver, action())).toBe(true);
    expect(mayDecide(approver, action({ state: 'approved' }))).toBe(false);
  });

  test('what a recording proposed waits for nobody', () => {
    expect(mayDecide(approver, action({ clock: 'imported' }))).toBe(false);
  });

  test('of recordings those come first that nobody has judged', () => {
    const items = [
      action({ id: 'judged', state: 'approved', updatedAt: minutesLater(9) }),
      action({ id: 'older' }),
      action({ id: 'newer', updatedAt: minutesLater(5) }),
    ];
    expect(byJudged(items).map(({ id }) => id)).toEqual(['newer', 'older', 'judged']);
  });

  test('what is over comes latest first', () => {
    const items = [action({ id: 'a' }), action({ id: 'b', updatedAt: minutesLater(9) })];
    expect(byLatest(items).map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
