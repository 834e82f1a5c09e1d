import type { PolicyDocument } from '@/lib/policies/schema';

export const DEFAULT_POLICY_ID = 'pol_default';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Where a mistake reaches nobody. Any other name, however it is spelled, is taken for production. */
const HARMLESS_ENVIRONMENTS = ['development', 'staging', 'test'];

/**
 * What ships, adopted as an event before the first investigation begins. Rules only tighten, so the
 * base is the laxest that anything may ever be, and it is reached where no rule holds: outside
 * production, for a reversible change of one service that carries little traffic.
 */
export const SHIPPED_DOCUMENT: PolicyDocument = {
  base: {
    mode: 'bounded',
    evidenceHold: 'policy',
    commitmentHold: 'policy',
    releaser: 'any-commander',
    checkpointTtlMs: 30 * MINUTE,
    wallClockMs: 120 * MINUTE,
    toolCalls: 20_000,
    evidenceItems: 20_000,
    repeatedQueries: 25,
    driftThreshold: 0.6,
    approvals: 1,
    coSigner: 'none',
    separationOfDuties: true,
    stepUpFrom: 'high',
    actionTtlMs: 30 * MINUTE,
    grantTtlMs: 120 * SECOND,
    escalateMs: 3 * MINUTE,
    escalateToAdminsMs: 10 * MINUTE,
  },
  rules: [
    {
      id: 'production',
      name: 'Production, and any place not known to be harmless',
      when: { environments: { noneOf: HARMLESS_ENVIRONMENTS } },
      set: { mode: 'propose', evidenceHold: 'person', commitmentHold: 'person' },
    },
    {
      id: 'grave',
      name: 'Grave incidents',
      when: { severities: ['sev1', 'sev2'] },
      set: { evidenceHold: 'person', commitmentHold: 'person' },
    },
    {
      id: 'unclear-cause',
      name: 'Data, or a class that nobody has stated',
      when: { outageClasses: ['data', 'unknown'] },
      set: { evidenceHold: 'person', commitmentHold: 'person' },
    },
    {
      id: 'not-simply-undone',
      name: 'Not simply undone',
      when: { reversibility: ['compensable', 'irreversible', 'unknown'] },
      set: { mode: 'propose' },
    },
    {
      id: 'irreversible',
      name: 'Cannot be undone',
      when: { reversibility: ['irreversible'] },
      set: { approvals: 2 },
    },
    {
      id: 'several-services',
      name: 'More than one service',
      when: { servicesAtLeast: 2 },
      set: { mode: 'propose' },
    },
    {
      id: 'much-traffic',
      name: 'More than a sliver of the traffic',
      when: { trafficPercentAtLeast: 5 },
      set: { mode: 'propose' },
    },
    {
      id: 'custom',
      name: 'Custom commands',
      when: { actionKinds: ['custom'] },
      set: { mode: 'propose' },
    },
  ],
};
