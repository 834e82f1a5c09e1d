import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedNow, stricterRequirements } from '@/lib/policies/asked';
import { type Ruling, rulingOn } from '@/lib/policies/ruling';
import type { ActionFacts } from '@/lib/policies/rules';
import {
  coSigner,
  type PolicyDocument,
  type PolicyRow,
  type Requirements,
} from '@/lib/policies/schema';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { approversOf, signingOf } from '@/lib/policies/signing';

const NEEDS: Requirements = {
  approvals: 1,
  roles: ['approver'],
  separationOfDuties: true,
  stepUp: false,
};
const bound = (more: Partial<Requirements> = {}, version = 2) => ({
  requirements: { ...NEEDS, ...more },
  policy: { id: 'pol_default', version },
});
const action = {
  kind: 'rollback',
  environment: 'production',
  services: ['payments'],
  reversibility: 'reversible',
  trafficPercent: 10,
  risk: 'low',
} satisfies ActionFacts;
const asked = {
  service: 'payments',
  environment: 'production',
  severity: 'sev2',
  action,
} as const;

const row = (version: number, document: PolicyDocument): PolicyRow => ({
  id: 'pol_default',
  version,
  document,
  adoptedBy: { type: 'person', id: 'usr_1', name: 'Ada' },
  adoptedAt: '2026-03-01T12:00:00.000Z',
});
const base = {
  ...SHIPPED_DOCUMENT.base,
  approvals: 1,
  separationOfDuties: true,
  stepUpFrom: 'never',
} as const;
const ruling = (version: number, document: Partial<PolicyDocument> = {}): Ruling =>
  rulingOn({ ...asked, outageClass: null }, row(version, { base, rules: [], ...document }));

const two = {
  rules: [
    {
      id: 'payments',
      name: 'Payments',
      when: { services: { oneOf: ['payments'] } },
      set: { approvals: 2, stepUpFrom: 'low' as const },
    },
  ],
};

describe('what an approval takes now', () => {
  test('is what was bound, while the same version holds', () => {
    expect(askedNow(bound(), ruling(2))).toEqual({
      requirements: NEEDS,
      because: [
        {
          setting: 'approvals',
          sentence: 'Policy version 2 asks for one signature, as for everything.',
          rules: [{ version: 2, id: 'everything', name: 'Everything' }],
          isTightened: false,
        },
        expect.objectContaining({ setting: 'separationOfDuties', isTightened: false }),
      ],
    });
  });

  test('is more once policy asks for more, and says which rule of which version does', () => {
    const now = askedNow(bound(), ruling(5, two));
    expect(now.requirements).toEqual({ ...NEEDS, approvals: 2, stepUp: true });
    expect(now.because.filter(({ isTightened }) => isTightened)).toEqual([
      {
        setting: 'approvals',
        sentence: 'Policy version 5 now asks for two signatures, because of the rule “Payments”.',
        rules: [{ version: 5, id: 'payments', name: 'Payments' }],
        isTightened: true,
      },
      expect.objectContaining({
        sentence:
          'Policy version 5 now asks for a passkey with each signature, because of the rule “Payments”.',
      }),
    ]);
  });

  test('names both versions where the one that the investigation began with asks the same', () => {
    const began = { policyId: 'pol_default', version: 3, document: { base, rules: [] } };
    const both = rulingOn({ ...asked, outageClass: null }, row(12, { base, rules: [] }), began);
    expect(askedNow(bound(), both).because[0]?.sentence).toBe(
      'Policy versions 3 and 12 ask for one signature, as for everything.',
    );
  });

  test('names the co-signer beside the approvers, and who asks for each', () => {
    const when = { services: { oneOf: ['payments'] } };
    const rules = [{ id: 'both', name: 'Both', when, set: { coSigner: 'commander' as const } }];
    const now = askedNow(bound({ approvals: 2 }), ruling(5, { rules }));
    expect(now.requirements).toMatchObject({ approvals: 3, roles: ['approver', 'commander'] });
    expect(now.because.slice(0, 2)).toEqual([
      {
        setting: 'approvals',
        sentence: 'Policy version 2 asked for two signatures when this was proposed.',
        rules: [],
        isTightened: false,
      },
      {
        setting: 'coSigner',
        sentence:
          'Policy version 5 now asks for a commander’s signature as well, because of the rule “Both”.',
        rules: [{ version: 5, id: 'both', name: 'Both' }],
        isTightened: true,
      },
    ]);
  });

  test('stays what was bound when policy asks for less by now', () => {
    const now = askedNow(bound({ approvals: 3 }), ruling(5));
    expect(now.requirements.approvals).toBe(3);
    expect(now.because[0]).toEqual({
      setting: 'approvals',
      sentence: 'Policy version 2 asked for three signatures when this was proposed.',
      rules: [],
      isTightened: false,
    });
  });
});

const anyNeeds: fc.Arbitrary<Requirements> = fc
  .record({
    approvers: fc.integer({ min: 1, max: 10 }),
    coSigner: fc.constantFrom(...coSigner.options),
    separationOfDuties: fc.boolean(),
    stepUp: fc.boolean(),
  })
  .map(({ approvers, coSigner: other, ...rest }) => ({ ...signingOf(approvers, other), ...rest }));

test('the stricter of two requirements is a meet, and below neither', () => {
  fc.assert(
    fc.property(anyNeeds, anyNeeds, anyNeeds, (a, b, c) => {
      const met = stricterRequirements(a, b);
      expect(stricterRequirements(b, a)).toEqual(met);
      expect(stricterRequirements(a, a)).toEqual(a);
      expect(stricterRequirements(met, c)).toEqual(
        stricterRequirements(a, stricterRequirements(b, c)),
      );
      for (const each of [a, b]) {
        expect(met.approvals).toBeGreaterThanOrEqual(each.approvals);
        expect(approversOf(met)).toBeGreaterThanOrEqual(approversOf(each));
        expect(met.roles).toEqual(expect.arrayContaining(each.roles));
        expect(met.separationOfDuties || !each.separationOfDuties).toBe(true);
        expect(met.stepUp || !each.stepUp).toBe(true);
      }
    }),
  );
});
