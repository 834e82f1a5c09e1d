import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { log10Support, posterior, virtualLikelihood } from '@/lib/drill/statistics/posterior';

const priors = { release: 0.4, dependency: 0.3, saturation: 0.2, other: 0.1 };

describe('weighing hypotheses', () => {
  it('is Bayes’ rule on a finding that is certain, worked by hand', () => {
    const finding = { id: 'f', certainty: 1, likelihood: { release: 0.9, dependency: 0.1 } };
    const after = posterior(priors, [finding]);
    const total = 0.4 * 0.9 + 0.3 * 0.1 + 0.2 * 0.5 + 0.1 * 0.5;
    expect(after['release']).toBeCloseTo((0.4 * 0.9) / total, 9);
    expect(after['dependency']).toBeCloseTo((0.3 * 0.1) / total, 9);
  });

  it('sums to 1 and changes nothing on a finding that is a coin toss', () => {
    const finding = fc.record({
      id: fc.constant('f'),
      certainty: fc.double({ min: 0, max: 1, noNaN: true }),
      likelihood: fc.record({
        release: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        dependency: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      }),
    });
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 8 }), (findings) => {
        const sum = Object.values(posterior(priors, findings)).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(1, 9);
        const unsure = findings.map((f) => ({ ...f, certainty: 0.5 }));
        expect(posterior(priors, unsure)['release']).toBeCloseTo(0.4, 9);
      }),
    );
  });

  it('never lets one finding say more than its kind may', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (certainty) => {
        const l = virtualLikelihood({ id: 'f', certainty, likelihood: { h: 0.9 } }, 'h');
        expect(l).toBeGreaterThanOrEqual(0.1 - 1e-12);
        expect(l).toBeLessThanOrEqual(0.9 + 1e-12);
      }),
    );
  });

  it('calls a finding support where it is likelier than under the rest', () => {
    const finding = { id: 'f', certainty: 0.99, likelihood: { release: 0.9, dependency: 0.2 } };
    expect(log10Support(finding, 'release', priors)).toBeGreaterThan(0.2);
    expect(log10Support(finding, 'dependency', priors)).toBeLessThan(-0.2);
  });
});
