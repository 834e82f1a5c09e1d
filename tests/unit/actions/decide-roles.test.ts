import { describe, expect, test } from 'vitest';
import { decide } from '@/lib/actions/rules';
import type { PersonRow } from '@/lib/people/schema';
import { action, approval, approve, facts, LONG_AGO, person, refusal, reject } from './deciding';

describe('a decision', () => {
  test('of one role leaves the other’s to be given, by another person', () => {
    const needs = { approvals: 2, roles: ['approver', 'commander'] };
    const as = (...roles: ('approver' | 'commander')[]) => ({
      roles: roles.map((role) => ({ role, service: '*', since: LONG_AGO })),
    });
    const after = (...signers: PersonRow[]) => ({
      row: action({ decisions: signers.map(({ id }) => approval(id)) }, needs),
      approvers: signers,
    });
    const carl = person('carl', as('commander'));
    const both = person('bo', as('approver', 'commander'));
    expect(decide(facts(after()), approve)).toBe('pending_approval');
    expect(decide(facts({ ...after(), person: carl }), approve)).toBe('pending_approval');
    expect(decide(facts({ ...after(), person: both }), approve)).toBe('pending_approval');
    expect(decide(facts(after(carl)), approve)).toBe('approved');
    expect(decide(facts(after(both)), approve)).toBe('approved');
    expect(decide(facts({ ...after(both), person: carl }), approve)).toBe('approved');
    // A second of the same role brings nothing nearer; its no counts all the same.
    for (const [first, second] of [
      [person('bob'), person('ann')],
      [carl, person('cora', as('commander'))],
    ] as const) {
      const later = facts({ ...after(first), person: second });
      expect(() => decide(later, approve)).toThrow(
        expect.objectContaining({ slug: 'not-eligible', status: 409 }),
      );
      expect(decide(later, reject)).toBe('rejected');
    }
    // Where the first signer has lost the role, theirs is missing again.
    const lost = after(person('bob', { status: 'disabled' }));
    expect(decide(facts(lost), approve)).toBe('pending_approval');
  });

  test('by a commander is refused where policy does not ask for one, yes and no alike', () => {
    const roles = [{ role: 'commander' as const, service: '*', since: LONG_AGO }];
    for (const input of [approve, reject]) {
      expect(() => decide(facts({ person: person('carl', { roles }) }), input)).toThrow(
        refusal('not-eligible'),
      );
    }
  });

  test('in another environment than the role’s is refused, yes and no alike', () => {
    const inThat = (environment: string) =>
      person('ann', {
        roles: [
          { role: 'approver', service: 'checkout', environments: [environment], since: LONG_AGO },
        ],
      });
    for (const input of [approve, reject]) {
      expect(() => decide(facts({ person: inThat('staging') }), input)).toThrow(
        refusal('not-eligible'),
      );
    }
    expect(decide(facts({ person: inThat('production') }), approve)).toBe('approved');
  });
});
