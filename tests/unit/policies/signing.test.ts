import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stricterRequirements } from '@/lib/policies/asked';
import { termsOf } from '@/lib/policies/rules';
import { coSigner, policyDocument, policyRule, type Requirements } from '@/lib/policies/schema';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import {
  approversOf,
  isOfUse,
  neededWords,
  type Signer,
  signingOf,
  stillNeeded,
  stricterSigning,
} from '@/lib/policies/signing';

const anySigning = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom(...coSigner.options))
  .map(([approvers, other]) => signingOf(approvers, other));
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const anySigners: fc.Arbitrary<Signer[]> = fc
  .tuple(...IDS.map(() => fc.subarray(['approver', 'commander'])))
  .map((all) => all.map((roles, i) => ({ id: IDS[i]!, roles })))
  .chain((all) => fc.shuffledSubarray(all));

/** How many signatures of those that are asked for can be filled, by trying every way. */
function mostFilled(signers: readonly Signer[], open: readonly string[]): number {
  const [first, ...others] = signers;
  if (!first) return 0;
  const ways = first.roles
    .filter((role) => open.includes(role))
    .map((role) => 1 + mostFilled(others, open.toSpliced(open.indexOf(role), 1)));
  return Math.max(mostFilled(others, open), ...ways);
}

const isEnough = (signers: readonly Signer[], of: Pick<Requirements, 'approvals' | 'roles'>) =>
  stillNeeded(signers, of).length === 0;

describe('whose signatures are missing', () => {
  test('is as few as any way of counting them leaves, each person once', () => {
    fc.assert(
      fc.property(anySigners, anySigning, (signers, of) => {
        const all = stillNeeded([], of);
        expect(all).toHaveLength(of.approvals);
        const missing = stillNeeded(signers, of);
        expect(missing).toHaveLength(all.length - mostFilled(signers, all));
        // In whatever order they signed.
        expect(stillNeeded(signers.toReversed(), of)).toHaveLength(missing.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('is never filled by one person for two roles', () => {
    const both = { id: 'a', roles: ['approver', 'commander'] };
    const of = signingOf(1, 'commander');
    expect(stillNeeded([both], of)).toHaveLength(1);
    expect(stillNeeded([both, { id: 'b', roles: ['approver'] }], of)).toEqual([]);
    expect(stillNeeded([both, { id: 'b', roles: ['commander'] }], of)).toEqual([]);
    expect(stillNeeded([{ id: 'b', roles: ['commander'] }], of)).toEqual(['approver']);
  });

  test('a commander never signs in an approver’s place, nor anybody else', () => {
    fc.assert(
      fc.property(anySigners, anySigning, (signers, of) => {
        const approving = signers.filter(({ roles }) => roles.includes('approver'));
        if (isEnough(signers, of)) {
          expect(approving.length).toBeGreaterThanOrEqual(approversOf(of));
          expect(new Set(signers.map(({ id }) => id)).size).toBeGreaterThanOrEqual(of.approvals);
        }
      }),
    );
  });

  test('another signature is of use exactly where it leaves fewer missing, or none were', () => {
    fc.assert(
      fc.property(
        anySigners,
        anySigning,
        fc.subarray(['approver', 'commander']),
        (all, of, roles) => {
          const another = { id: 'z', roles };
          const before = stillNeeded(all, of).length;
          const after = stillNeeded([...all, another], of).length;
          expect(isOfUse(all, another, of)).toBe(before === 0 || after < before);
          expect(after).toBeLessThanOrEqual(before);
        },
      ),
    );
  });
});

describe('the stricter of two', () => {
  test('is a meet, and whatever is enough for it is enough for both', () => {
    fc.assert(
      fc.property(anySigning, anySigning, anySigning, anySigners, (a, b, c, signers) => {
        const met = stricterSigning(a, b);
        expect(stricterSigning(b, a)).toEqual(met);
        expect(stricterSigning(a, a)).toEqual(a);
        expect(stricterSigning(met, c)).toEqual(stricterSigning(a, stricterSigning(b, c)));
        if (isEnough(signers, met)) {
          expect(isEnough(signers, a)).toBe(true);
          expect(isEnough(signers, b)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('of two approvers, and of an approver and a commander, is all three', () => {
    const rest = { separationOfDuties: true, stepUp: false };
    const two = { ...signingOf(2, 'none'), ...rest };
    const commanded = { ...signingOf(1, 'commander'), ...rest };
    expect(stricterRequirements(two, commanded)).toEqual({
      approvals: 3,
      roles: ['approver', 'commander'],
      ...rest,
    });
  });
});

describe('a policy', () => {
  test('asks for approvers, and for a commander besides where it says so', () => {
    const asking = (other: 'none' | 'commander') =>
      termsOf({ ...SHIPPED_DOCUMENT.base, approvals: 2, coSigner: other }).requirements;
    expect(asking('none')).toMatchObject({ approvals: 2, roles: ['approver'] });
    expect(asking('commander')).toMatchObject({ approvals: 3, roles: ['approver', 'commander'] });
  });

  test('of before there were co-signers reads as one that names none, in its base alone', () => {
    const { coSigner: _none, ...base } = SHIPPED_DOCUMENT.base;
    expect(policyDocument.parse({ base, rules: SHIPPED_DOCUMENT.rules })).toEqual(SHIPPED_DOCUMENT);
    const rule = { id: 'x', name: 'x', when: { severities: ['sev1'] }, set: { approvals: 2 } };
    expect(policyRule.parse(rule).set).toEqual({ approvals: 2 });
  });

  test('can have no admin, auditor or observer sign', () => {
    for (const role of ['admin', 'auditor', 'observer', 'approver']) {
      expect(coSigner.safeParse(role).success).toBe(false);
    }
  });
});

test('what is missing is said in words', () => {
  expect(neededWords(['approver'])).toBe('an approver');
  expect(neededWords(['approver', 'approver', 'commander'])).toBe('2 approvers and a commander');
});
