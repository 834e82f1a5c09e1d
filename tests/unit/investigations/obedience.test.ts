import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { obedienceOf } from '@/lib/investigations/obedience';
import { isToldOf } from '@/lib/investigations/rules';

const AT = '2026-03-01T12:00:00.000Z';
const LATER = '2026-03-01T12:05:00.000Z';
type Kind = 'pause' | 'resume' | 'stop' | 'steer' | 'return';

const told = (kind: Kind, more: object = {}) => ({
  kind,
  seq: 10,
  deliveredAt: null,
  acknowledgedAt: null,
  refusedWrites: 0,
  ...more,
});
const quiet = { evidence: [], status: 'running' as const };
const heard = { deliveredAt: AT };
const acknowledged = { ...heard, acknowledgedAt: AT };

describe('a directive', () => {
  test.each<[string, Kind, object, object, string]>([
    ['a pause nobody fetched', 'pause', {}, quiet, 'given'],
    ['a pause that was told, and silence since', 'pause', heard, quiet, 'obeyed'],
    ['one write that was under way', 'stop', { ...heard, refusedWrites: 1 }, quiet, 'obeyed'],
    ['a refusal that told it, and silence since', 'stop', { refusedWrites: 1 }, quiet, 'obeyed'],
    ['writes that go on', 'stop', { ...acknowledged, refusedWrites: 2 }, quiet, 'ignored'],
    ['an instruction fetched', 'steer', heard, quiet, 'delivered'],
    ['an instruction acknowledged', 'steer', acknowledged, quiet, 'acknowledged'],
    ['a resume acknowledged', 'resume', acknowledged, quiet, 'obeyed'],
    ['a resume fetched', 'resume', heard, quiet, 'delivered'],
  ])('of %s stands as it should', (_, kind, more, facts, expected) => {
    expect(obedienceOf(told(kind, more), { ...quiet, ...facts })).toBe(expected);
  });

  test.each<Kind>(['steer', 'return'])(
    'to %s is obeyed by evidence after the acknowledgement',
    (kind) => {
      const of = (seq: number, recordedAt: string) =>
        obedienceOf(told(kind, { acknowledgedAt: AT }), {
          ...quiet,
          evidence: [{ seq, recordedAt }],
        });
      expect(of(9, LATER)).toBe('acknowledged');
      expect(of(11, '2026-03-01T11:59:00.000Z')).toBe('acknowledged');
      expect(of(11, LATER)).toBe('obeyed');
    },
  );
});

describe('refused writes', () => {
  test('are told of at 1, 2, 5, 10 and so on, and each attempt is told of once', () => {
    const named = Array.from({ length: 100 }, (_, i) => i + 1).filter(
      (n) => isToldOf(n) !== undefined,
    );
    expect(named).toEqual([1, 2, 5, 10, 20, 50, 100]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (n) => {
        let sum = 0;
        for (let i = 1; i <= n; i++) sum += isToldOf(i) === undefined ? 0 : i - (isToldOf(i) ?? 0);
        expect(sum).toBeLessThanOrEqual(n);
        expect(sum * 2.5).toBeGreaterThanOrEqual(n);
      }),
      { numRuns: 20 },
    );
  });
});
