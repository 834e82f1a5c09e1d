import * as fc from 'fast-check';
import { risk } from '@/lib/actions/schema';
import { actionKind } from '@/lib/agents/schema';
import { severity } from '@/lib/incidents/schema';
import type { PolicyCase } from '@/lib/policies/rules';
import {
  type Conditions,
  knownReversibility,
  type PolicyDocument,
  type PolicyRule,
  type Settings,
  coSigner,
  stepUpFrom,
} from '@/lib/policies/schema';
import { SHIPPED_DOCUMENT } from '@/lib/policies/shipped';
import { outageClass } from '@/lib/services/schema';

/** Few names, so that rules and cases meet. */
const service = fc.constantFrom('checkout', 'payments', 'storefront');
const environment = fc.constantFrom('production', 'staging', 'prod-eu');
const some = <T>(of: fc.Arbitrary<T>) => fc.uniqueArray(of, { minLength: 1, maxLength: 3 });
const names = (of: fc.Arbitrary<string>) =>
  fc.oneof(
    some(of).map((oneOf) => ({ oneOf })),
    some(of).map((noneOf) => ({ noneOf })),
  );
const percent = fc.integer({ min: 0, max: 100 });

export const aCase: fc.Arbitrary<PolicyCase> = fc.record({
  service,
  environment,
  severity: fc.constantFrom(...severity.options),
  outageClass: fc.option(fc.constantFrom(...outageClass.options)),
  action: fc.option(
    fc.record({
      kind: fc.constantFrom(...actionKind.options),
      environment,
      services: some(service),
      reversibility: fc.constantFrom(...knownReversibility.options),
      trafficPercent: fc.option(percent),
      risk: fc.constantFrom(...risk.options),
    }),
    { nil: undefined },
  ),
});

const someConditions: fc.Arbitrary<Conditions> = fc.record(
  {
    outageClasses: some(fc.constantFrom(...outageClass.options)),
    services: names(service),
    environments: names(environment),
    severities: some(fc.constantFrom(...severity.options)),
    actionKinds: some(fc.constantFrom(...actionKind.options)),
    reversibility: some(fc.constantFrom(...knownReversibility.options)),
    servicesAtLeast: fc.integer({ min: 1, max: 3 }),
    trafficPercentAtLeast: percent,
  },
  { requiredKeys: [] },
);

const duration = fc.integer({ min: 1, max: 1000 });
const amount = fc.integer({ min: 1, max: 50 });
const holder = fc.constantFrom('person' as const, 'policy' as const);
const each: { [S in keyof Settings]: fc.Arbitrary<Settings[S]> } = {
  mode: fc.constantFrom('observe', 'propose', 'bounded'),
  evidenceHold: holder,
  commitmentHold: holder,
  releaser: fc.constantFrom('any-commander', 'assigned-commander'),
  checkpointTtlMs: duration,
  wallClockMs: duration,
  toolCalls: amount,
  evidenceItems: amount,
  repeatedQueries: amount,
  driftThreshold: percent.map((of) => of / 100),
  approvals: fc.integer({ min: 1, max: 4 }),
  coSigner: fc.constantFrom(...coSigner.options),
  separationOfDuties: fc.boolean(),
  stepUpFrom: fc.constantFrom(...stepUpFrom.options),
  actionTtlMs: duration,
  grantTtlMs: duration,
  escalateMs: duration,
  escalateToAdminsMs: duration,
};

export const someSettings: fc.Arbitrary<Settings> = fc.record(each);

export const aRule: fc.Arbitrary<PolicyRule> = fc.record({
  id: fc.uuid(),
  name: fc.string({ minLength: 1, maxLength: 20 }),
  when: someConditions,
  set: fc.record(each, { requiredKeys: [] }),
});

export const aDocument: fc.Arbitrary<PolicyDocument> = fc.record({
  base: someSettings,
  rules: fc.uniqueArray(aRule, { maxLength: 6, selector: ({ id }) => id }),
});

export const rule = (id: string, more: Partial<PolicyRule> = {}): PolicyRule => ({
  id,
  name: `Rule ${id}`,
  when: {},
  set: {},
  ...more,
});

export const documentOf = (base: Partial<Settings>, ...rules: PolicyRule[]): PolicyDocument => ({
  base: { ...SHIPPED_DOCUMENT.base, ...base },
  rules,
});

export const caseOf = (more: Partial<PolicyCase> = {}): PolicyCase => ({
  service: 'checkout',
  environment: 'staging',
  severity: 'sev3',
  outageClass: 'bad-release',
  ...more,
});

export const action = (more: Partial<NonNullable<PolicyCase['action']>> = {}) => ({
  kind: 'rollback' as const,
  environment: 'staging',
  services: ['checkout'],
  reversibility: 'reversible' as const,
  trafficPercent: 1,
  risk: 'low' as const,
  ...more,
});
