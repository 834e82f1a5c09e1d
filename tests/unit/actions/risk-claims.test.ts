import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessRisk, servicesReached } from '@/lib/actions/risk';
import { type ProposeActionInput, proposeActionInput } from '@/lib/actions/schema';
import { actionKind } from '@/lib/agents/schema';
import { reversibility, type ServiceRow } from '@/lib/services/schema';

/** Everything here holds for any catalogue and any claim: a claim is text, and text weighs nothing. */
const names = ['checkout', 'payments', 'storefront', 'stock'];
const name = fc.constantFrom(...names);
const resource = fc.constantFrom('deploy/a', 'deploy/b', 'db/main', '*');
const reversing = fc.constantFrom(...reversibility.options);
const kind = fc.constantFrom(...actionKind.options);

const fact = fc.record(
  { reversibility: reversing, resource: fc.constantFrom('deploy/*', '*', 'db/main') },
  { requiredKeys: ['reversibility'] },
);
const service: fc.Arbitrary<ServiceRow> = fc.record({
  name,
  environments: fc.uniqueArray(fc.constantFrom('production', 'staging'), { minLength: 1 }),
  dependsOn: fc.uniqueArray(name),
  owners: fc.constant([]),
  trafficShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  actionKinds: fc.dictionary(kind, fact).map((facts) => ({ ...facts })),
  declared: fc.boolean(),
  retiredAt: fc.constant(null),
});
const catalogue = fc.uniqueArray(service, { selector: (each) => each.name });

const action = fc.record({
  kind,
  target: fc.record({
    service: name,
    environment: fc.constantFrom('production', 'staging'),
    resource,
  }),
});

/** Everything that a proposer says about how bad it would be, and every word around it. */
const claims = fc.record({
  title: fc.string({ minLength: 1 }),
  rationale: fc.string({ minLength: 1 }),
  reversibility: reversing,
  blastRadius: fc.record({
    services: fc.array(name),
    trafficPercent: fc.double({ min: 0, max: 100, noNaN: true }),
    dataLoss: fc.constantFrom('none' as const, 'possible' as const),
  }),
  expectedEffect: fc.string({ minLength: 1 }),
  rollback: fc.record({ text: fc.string({ minLength: 1 }) }),
  command: fc.record({ argv: fc.array(fc.string(), { minLength: 1 }) }),
  dryRun: fc.string(),
  verification: fc.string(),
});

const proposal = (
  what: Pick<ProposeActionInput, 'kind' | 'target'>,
  claimed: object,
): ProposeActionInput =>
  proposeActionInput.parse({
    ...what,
    ...claimed,
    title: 'x',
    rationale: 'x',
    expectedEffect: 'x',
    hypothesisId: 'h1',
    evidenceIds: ['e1'],
    rollback: { text: 'x' },
    command: { argv: ['x'] },
  });

describe('what an agent claims', () => {
  test('never moves the risk, nor what the catalogue is said to know', () => {
    fc.assert(
      fc.property(action, claims, claims, catalogue, (what, one, other, services) => {
        const first = assessRisk({ ...proposal(what, one), ...one }, services);
        const second = assessRisk({ ...proposal(what, other), ...other }, services);
        expect(first).toEqual(second);
        expect(first).toEqual(assessRisk(what, services));
      }),
    );
  });

  test('never makes known what the catalogue does not know: that stays high', () => {
    fc.assert(
      fc.property(action, claims, catalogue, (what, claimed, services) => {
        const target = services.find((each) => each.name === what.target.service);
        const isKnown =
          target?.declared === true &&
          target.environments.includes(what.target.environment) &&
          target.actionKinds[what.kind] !== undefined;
        fc.pre(!isKnown);
        const { risk, catalogue: known } = assessRisk(proposal(what, claimed), services);
        expect([risk, known.reversibility]).toEqual(['high', 'unknown']);
      }),
    );
  });
});

describe('what the catalogue says', () => {
  const RANK = { low: 0, medium: 1, high: 2, critical: 3 };

  test('of a less reversible kind never lowers the risk', () => {
    fc.assert(
      fc.property(action, service, fc.nat(2), fc.nat(2), (what, known, a, b) => {
        const having = (at: number): ServiceRow => ({
          ...known,
          name: what.target.service,
          declared: true,
          environments: [what.target.environment],
          actionKinds: { [what.kind]: { reversibility: reversibility.options[at] } },
        });
        const [milder, harsher] = [Math.min(a, b), Math.max(a, b)];
        const before = assessRisk(what, [having(milder)]).risk;
        const after = assessRisk(what, [having(harsher)]).risk;
        expect(RANK[after]).toBeGreaterThanOrEqual(RANK[before]);
      }),
    );
  });

  test('of a larger share of traffic never lowers the risk', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(action, catalogue, share, share, (what, services, a, b) => {
        const having = (trafficShare: number) =>
          services.map((each) =>
            each.name === what.target.service ? { ...each, trafficShare } : each,
          );
        const before = assessRisk(what, having(Math.min(a, b))).risk;
        const after = assessRisk(what, having(Math.max(a, b))).risk;
        expect(RANK[after]).toBeGreaterThanOrEqual(RANK[before]);
      }),
    );
  });

  test('of what depends on a service is all reached, each once, also in circles', () => {
    fc.assert(
      fc.property(name, catalogue, (from, services) => {
        const reached = servicesReached(from, services);
        expect(new Set(reached).size).toBe(reached.length);
        expect(reached[0]).toBe(from);
        for (const each of services) {
          const isDependent = each.dependsOn.some((one) => reached.includes(one));
          expect(reached.includes(each.name)).toBe(isDependent || each.name === from);
        }
      }),
    );
  });
});
