import { describe, expect, test } from 'vitest';
import { isApprovedByPolicy } from '@/lib/actions/approved-by-policy';
import { type AloneFacts, type Earlier, whyPeople } from '@/lib/actions/bounded';
import type { ActionContents, Decision } from '@/lib/actions/schema';
import { policyMayRelease } from '@/lib/policies/ground';

const contents = (more: Partial<ActionContents> = {}) =>
  ({
    kind: 'rollback',
    target: { service: 'checkout', environment: 'staging', resource: 'release' },
    blastRadius: { services: ['checkout'], dataLoss: 'none' },
    reversibility: 'reversible',
    ...more,
  }) as unknown as ActionContents;

const catalogue = {
  reversibility: 'reversible' as const,
  services: ['checkout'],
  trafficPercent: 2,
  reasons: [],
};
const requirements = { approvals: 1, roles: ['approver'], separationOfDuties: true, stepUp: false };
const ground = { sources: ['logs', 'changes'], isContrarySought: true, violations: 0 };

const facts = (more: Partial<AloneFacts> = {}): AloneFacts => ({
  terms: { mode: 'bounded', requirements },
  contents: contents(),
  risk: 'low',
  catalogue,
  investigation: { clock: 'live', status: 'running' },
  ground,
  earlier: [],
  ...more,
});

const byPolicy = {
  version: 1,
  decision: 'approve',
  by: { type: 'policy', id: 'pol_default/1', name: 'Policy, version 1' },
} as Decision;

const earlier = (more: Partial<Earlier> = {}): Earlier => ({
  state: 'succeeded',
  decisions: [byPolicy],
  verification: null,
  ...more,
});
const reported = (status: 'recovered' | 'not_recovered' | 'unknown') => ({
  status,
  by: { type: 'executor' as const, id: 'agt_x', name: 'Hands' },
  at: '2026-03-01T12:00:00.000Z',
});

describe('an action for which the policy says so', () => {
  test('needs no person inside every limit', () => {
    expect(whyPeople(facts())).toEqual([]);
    expect(whyPeople(facts({ catalogue: { ...catalogue, trafficPercent: 5 } }))).toEqual([]);
    const concluded = { clock: 'live', status: 'concluded' } as const;
    expect(whyPeople(facts({ investigation: concluded }))).toEqual([]);
  });

  test.each<[string, Partial<AloneFacts>]>([
    ['the policy says propose', { terms: { mode: 'propose', requirements } }],
    [
      'the policy asks for two',
      { terms: { mode: 'bounded', requirements: { ...requirements, approvals: 2 } } },
    ],
    [
      'the policy asks for a passkey',
      { terms: { mode: 'bounded', requirements: { ...requirements, stepUp: true } } },
    ],
    ['the kind is custom', { contents: contents({ kind: 'custom' }) }],
    [
      'nobody knows whether it is reversible',
      { catalogue: { ...catalogue, reversibility: 'unknown' } },
    ],
    ['it is only compensable', { catalogue: { ...catalogue, reversibility: 'compensable' } }],
    [
      'it reaches two services',
      { catalogue: { ...catalogue, services: ['checkout', 'storefront'] } },
    ],
    ['nobody knows its traffic', { catalogue: { ...catalogue, trafficPercent: null } }],
    ['it reaches more of the traffic', { catalogue: { ...catalogue, trafficPercent: 5.01 } }],
    ['its risk is medium', { risk: 'medium' }],
    [
      'the agent doubts that it is reversible',
      { contents: contents({ reversibility: 'compensable' }) },
    ],
    [
      'the agent fears for data',
      { contents: contents({ blastRadius: { services: [], dataLoss: 'possible' } }) },
    ],
    [
      'the agent names another service',
      { contents: contents({ blastRadius: { services: ['payments'], dataLoss: 'none' } }) },
    ],
    [
      'the agent names more traffic',
      {
        contents: contents({
          blastRadius: { services: [], dataLoss: 'none', trafficPercent: 40 },
        }),
      },
    ],
    ['it takes back another', { contents: contents({ rollbackOf: 'act_1' }) }],
    ['it is a recording', { investigation: { clock: 'imported', status: 'running' } }],
    ['a person paused the run', { investigation: { clock: 'live', status: 'paused' } }],
    ['the run waits', { investigation: { clock: 'live', status: 'waiting' } }],
    ['the claim rests on one source', { ground: { ...ground, sources: ['logs', 'logs'] } }],
    ['nothing contrary was sought', { ground: { ...ground, isContrarySought: false } }],
    ['the agent reached outside its scope', { ground: { ...ground, violations: 1 } }],
    ['an earlier change failed', { earlier: [earlier({ state: 'failed' })] }],
    ['how an earlier one ended is unknown', { earlier: [earlier({ state: 'indeterminate' })] }],
    [
      'an earlier one did not help',
      { earlier: [earlier({ verification: reported('not_recovered') })] },
    ],
    ['another is under way', { earlier: [earlier({ state: 'executing', decisions: [] })] }],
    [
      'it has acted alone three times',
      { earlier: [1, 2, 3].map(() => earlier({ verification: reported('recovered') })) },
    ],
  ])('needs people where %s', (_case, more) => {
    expect(whyPeople(facts(more))).toHaveLength(1);
  });
});

test('a policy’s approval counts for the version that it was given for, and no other', () => {
  expect(isApprovedByPolicy({ version: 1, decisions: [byPolicy] })).toBe(true);
  expect(isApprovedByPolicy({ version: 2, decisions: [byPolicy] })).toBe(false);
});

describe('a stop point', () => {
  const policy = { checkpoints: { evidence: 'policy', commitment: 'policy' } } as const;
  const person = { checkpoints: { evidence: 'person', commitment: 'person' } } as const;
  test.each<
    [string, 'evidence' | 'commitment', Parameters<typeof policyMayRelease>[1], object, number]
  >([
    ['of evidence from two sources passes', 'evidence', policy, {}, 0],
    ['of evidence needs nothing contrary yet', 'evidence', policy, { isContrarySought: false }, 0],
    ['of evidence from one source waits', 'evidence', policy, { sources: ['logs'] }, 1],
    ['of no evidence waits', 'evidence', policy, { sources: [] }, 1],
    ['of a run that left its scope waits', 'evidence', policy, { violations: 1 }, 1],
    ['of a claim that bears it passes', 'commitment', policy, {}, 0],
    ['of a claim from one source waits', 'commitment', policy, { sources: ['logs'] }, 1],
    [
      'of a claim nobody tried to shake waits',
      'commitment',
      policy,
      { isContrarySought: false },
      1,
    ],
    ['held for a person waits', 'evidence', person, {}, 1],
    ['to commit held for a person waits', 'commitment', person, {}, 1],
  ])('%s', (_case, stage, terms, more, faults) => {
    expect(policyMayRelease(stage, terms, { ...ground, ...more })).toHaveLength(faults);
  });
});
