import { describe, expect, test } from 'vitest';
import { assessRisk, claimDifferences, fitsPattern, servicesReached } from '@/lib/actions/risk';
import type { Reversibility, ServiceRow } from '@/lib/services/schema';

const service = (name: string, more: Partial<ServiceRow> = {}): ServiceRow => ({
  name,
  environments: ['production'],
  dependsOn: [],
  owners: [],
  trafficShare: null,
  actionKinds: {},
  declared: true,
  retiredAt: null,
  ...more,
});

const knowing = (reversibility: Reversibility, more: Partial<ServiceRow> = {}) =>
  service('checkout', { actionKinds: { rollback: { reversibility } }, ...more });

const target = { service: 'checkout', environment: 'production', resource: 'deploy/checkout' };
const change = { kind: 'rollback' as const, target };

describe('risk', () => {
  test.each<[Reversibility, number | null, string]>([
    ['reversible', null, 'low'],
    ['reversible', 1, 'low'],
    ['compensable', null, 'medium'],
    ['compensable', 0.49, 'medium'],
    ['compensable', 0.5, 'high'],
    ['irreversible', null, 'high'],
    ['irreversible', 0.9, 'critical'],
  ])('of a change that is %s with a traffic share of %s is %s', (reversibility, share, risk) => {
    const known = knowing(reversibility, { trafficShare: share });
    expect(assessRisk(change, [known])).toMatchObject({ risk, catalogue: { reversibility } });
  });

  const known = knowing('reversible');
  test.each<[string, ServiceRow[], typeof change]>([
    ['of a service that nobody knows', [], change],
    ['of a service that was only named', [{ ...known, declared: false }], change],
    ['of a kind that the catalogue does not know', [service('checkout')], change],
    [
      'in an environment that it is not declared in',
      [known],
      { ...change, target: { ...target, environment: 'staging' } },
    ],
    [
      'on a resource that the catalogue does not cover',
      [
        knowing('reversible', {
          actionKinds: { rollback: { reversibility: 'reversible', resource: 'db/*' } },
        }),
      ],
      change,
    ],
  ])('%s is high, for nobody knows', (_case, services, asked) => {
    expect(assessRisk(asked, services)).toMatchObject({
      risk: 'high',
      catalogue: { reversibility: 'unknown' },
    });
  });

  test('of a custom command is never low', () => {
    const custom = service('checkout', {
      actionKinds: { custom: { reversibility: 'reversible' } },
    });
    expect(assessRisk({ ...change, kind: 'custom' }, [custom]).risk).toBe('medium');
  });

  test('says why', () => {
    const { catalogue } = assessRisk(change, [knowing('compensable', { trafficShare: 0.6 })]);
    expect(catalogue.reasons).toEqual([
      'By the catalogue, rollback on checkout is compensable.',
      'checkout carries 60 % of the traffic.',
    ]);
  });
});

test('what depends on a service is reached through any number of others, once each', () => {
  const services = [
    service('payments', { dependsOn: ['storefront'] }),
    service('checkout', { dependsOn: ['payments'] }),
    service('storefront', { dependsOn: ['checkout', 'payments'] }),
    service('search'),
  ];
  expect(servicesReached('payments', services)).toEqual(['payments', 'checkout', 'storefront']);
});

test.each([
  ['deploy/*', 'deploy/checkout', true],
  ['deploy/*', 'db/checkout', false],
  ['*', '', true],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['ab*ba', 'aba', false],
  ['exact', 'exact', true],
  ['exact', 'exactly', false],
  ['**x', 'yx', true],
])('the pattern %s on %s: %s', (pattern, resource, fits) => {
  expect(fitsPattern(pattern, resource)).toBe(fits);
});

test('a claim that differs from the catalogue is named, and changes nothing', () => {
  const services = [
    knowing('irreversible', { trafficShare: 0.4 }),
    service('storefront', { dependsOn: ['checkout'] }),
  ];
  const { risk, catalogue } = assessRisk(change, services);
  expect(risk).toBe('high');
  const claim = {
    reversibility: 'reversible' as const,
    blastRadius: { services: ['checkout'], trafficPercent: 5, dataLoss: 'none' as const },
  };
  expect(claimDifferences(claim, catalogue)).toEqual([
    'The agent claims reversible; the catalogue says irreversible.',
    'The agent leaves out what the change can reach: storefront.',
    'The agent claims 5 % of traffic; the catalogue says up to 40 %.',
  ]);
});
