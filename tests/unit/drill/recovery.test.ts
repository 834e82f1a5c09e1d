import { describe, expect, it } from 'vitest';
import { overall, recoveryOf } from '@/lib/drill/executor/recovery';

const count = (hits: number, total: number) => ({ hits, total });

describe('whether a service recovered', () => {
  it.each([
    ['recovered', count(0, 200), count(60, 220), count(0, 120)],
    ['recovered', null, count(60, 220), count(1, 120)],
    ['not_recovered', count(0, 200), count(60, 220), count(30, 120)],
    ['not_recovered', count(0, 200), count(200, 220), count(30, 120)],
    ['unaffected', count(0, 200), count(0, 220), count(0, 120)],
    ['not_recovered', count(0, 200), count(0, 220), count(40, 120)],
    ['unknown', count(0, 200), count(60, 220), count(0, 12)],
    ['unknown', count(0, 200), count(0, 0), count(0, 120)],
  ] as const)('is %s for %o before, %o during, %o now', (verdict, baseline, fault, now) => {
    expect(recoveryOf({ baseline, fault, now })).toBe(verdict);
  });

  it('is told of all services together only when none still suffers', () => {
    expect(overall(['recovered', 'unaffected'])).toBe('recovered');
    expect(overall(['recovered', 'not_recovered'])).toBe('not_recovered');
    expect(overall(['recovered', 'unknown'])).toBe('unknown');
    expect(overall(['unaffected'])).toBe('unknown');
    expect(overall([])).toBe('unknown');
  });
});
