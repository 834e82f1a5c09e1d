import { describe, expect, it } from 'vitest';
import { openCasebook } from '@/lib/drill/investigator/reasoning/casebook';
import {
  dependencySuspect,
  priorsOf,
  releaseSuspect,
  saturationSuspect,
} from '@/lib/drill/investigator/reasoning/suspects';

const change = (service: string, to: string) => ({
  at: '2026-01-01T00:00:00.000Z',
  by: 'somebody',
  service,
  environment: 'production',
  verb: 'release' as const,
  from: 'r1',
  to,
  outcome: 'done' as const,
  diff: '',
});
const guilty = releaseSuspect(change('checkout', 'r42'));
const innocent = releaseSuspect(change('storefront', 's11'));
const alarm = dependencySuspect('payments', 'certificate expires');
const load = saturationSuspect('checkout');
const suspects = [guilty, innocent, alarm, load];

describe('prior probabilities', () => {
  it('sum to 1, with 70 % on changes where there were any', () => {
    const priors = priorsOf(suspects);
    expect(Object.values(priors).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect((priors[guilty.id] ?? 0) + (priors[innocent.id] ?? 0)).toBeCloseTo(0.7, 12);
    expect(priors['other']).toBeCloseTo(0.1, 12);
  });

  it('go to the others where nothing was changed', () => {
    const priors = priorsOf([alarm, load]);
    expect(priors[alarm.id]).toBeCloseTo(0.45, 12);
    expect(priorsOf([guilty])['other']).toBeCloseTo(0.3, 12);
  });
});

describe('the casebook', () => {
  const onset = (suspect: string, certainty: number) => ({
    certainty,
    claim: { kind: 'onset-follows-change' as const, suspect, chance: 0.15 },
  });

  it('raises the release whose time and effect fit, and lowers the rest', () => {
    const book = openCasebook(suspects);
    book.add('ev-1', [onset(guilty.id, 0.99), onset(innocent.id, 0.01)]);
    book.add('ev-2', [
      { certainty: 0.999, claim: { kind: 'new-trouble', service: 'checkout' } },
      { certainty: 0.05, claim: { kind: 'alarm-grew', service: 'payments' } },
    ]);
    const [first] = book.ranking();
    expect(first?.suspect.id).toBe(guilty.id);
    expect(first?.probability).toBeGreaterThan(0.9);
    expect(book.newLinks('ev-2')).toContainEqual(
      expect.objectContaining({ hypothesisId: alarm.id, relation: 'contradicts' }),
    );
    expect(book.newLinks('ev-2')).toEqual([]);
  });

  it('counts a claim that is measured twice only once', () => {
    const book = openCasebook(suspects);
    book.add('ev-1', [onset(guilty.id, 0.99)]);
    const once = book.probabilities()[guilty.id];
    book.add('ev-2', [onset(guilty.id, 0.99)]);
    expect(book.probabilities()[guilty.id]).toBe(once);
    expect(book.evidenceIds()).toEqual(['ev-2']);
  });

  it('moves nothing by a claim nobody could measure', () => {
    const book = openCasebook(suspects);
    book.add('ev-1', [onset(guilty.id, 0.5)]);
    expect(book.probabilities()[guilty.id]).toBeCloseTo(book.priors[guilty.id] ?? 0, 9);
  });
});
