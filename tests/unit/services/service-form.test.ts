import { describe, expect, test } from 'vitest';
import { fieldOf, readValues, valuesOf } from '@/components/service/service-form-values';
import type { ServiceRow } from '@/lib/services/schema';

const row: ServiceRow = {
  name: 'checkout',
  environments: ['production', 'staging'],
  dependsOn: ['payments'],
  owners: ['checkout-team'],
  trafficShare: 0.125,
  actionKinds: { rollback: { reversibility: 'reversible', resource: 'deploy/*' } },
  declared: true,
  retiredAt: null,
};

describe('the form of a service', () => {
  test('gives back what it was filled with', () => {
    const { declared: _d, retiredAt: _r, ...facts } = row;
    expect(readValues(valuesOf(row))).toEqual({ input: facts });
  });

  test('takes lists with stray commas and doubles, and a share with a sign', () => {
    const values = {
      ...valuesOf(undefined, 'stock'),
      environments: ' production, ,staging,production ',
      share: '12,5 %',
    };
    expect(readValues(values)).toMatchObject({
      input: { environments: ['production', 'staging'], trafficShare: 0.125 },
    });
  });

  test('says at each field what is wrong with it', () => {
    const values = {
      ...valuesOf(undefined),
      environments: ' , ',
      share: 'much',
      dependsOn: ['*'],
    };
    expect(readValues(values)).toEqual({
      errors: {
        name: 'Give it a name.',
        environments: 'Name at least one environment, each with at most 60 characters.',
        share: 'Give a number from 0 to 100, or leave it empty.',
        dependsOn: 'must be a name, not *',
      },
    });
    expect(readValues({ ...valuesOf(row), dependsOn: ['checkout'] })).toEqual({
      errors: { dependsOn: 'a service does not depend on itself' },
    });
    expect(readValues({ ...valuesOf(row), share: '101' })).toMatchObject({
      errors: { share: expect.any(String) as string },
    });
  });

  test('knows which of its fields the server complains about', () => {
    expect(fieldOf('trafficShare')).toBe('share');
    expect(fieldOf('actionKinds.rollback.resource')).toBe('rollback');
    expect(fieldOf('dependsOn.3')).toBe('dependsOn');
    expect(fieldOf('name')).toBe('name');
  });
});
