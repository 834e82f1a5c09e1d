import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FRESH_WITHIN_LOOKS, FRESH_WITHIN_MS, staleness } from '@/lib/drift/components/staleness';
import { facts, item, look, NOW_MS } from './facts';

const DAY_MS = 86_400_000;

describe('staleness', () => {
  test('grows with time against the class’s budget, up to 1', () => {
    const given = facts({ evidence: [item(1)] });
    const later = fc.nat(1e8);
    fc.assert(
      fc.property(later, later, (a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        const at = (ms: number) => staleness(given, NOW_MS + ms).value ?? 0;
        expect(at(late)).toBeGreaterThanOrEqual(at(early));
      }),
    );
    expect(staleness(given, NOW_MS + FRESH_WITHIN_MS.unknown / 2).value).toBe(0.5);
    expect(staleness(given, NOW_MS + DAY_MS).value).toBe(1);
  });

  test('is not helped by items of a kind that is known', () => {
    const [old, again] = [NOW_MS - FRESH_WITHIN_MS.unknown, NOW_MS];
    const evidence = [item(1, { kind: 'a', knownMs: old }), item(2, { kind: 'a', knownMs: again })];
    const given = facts({ evidence, runningSinceMs: old });
    expect(staleness(given, NOW_MS).value).toBe(1);
    const news = facts({ evidence: [...evidence, item(3, { kind: 'b' })], runningSinceMs: old });
    expect(staleness(news, NOW_MS).value).toBe(0);
  });

  test('begins anew when it is let go on, and is not asked for while a fix waits on people', () => {
    const evidence = [item(1, { knownMs: NOW_MS - DAY_MS })];
    expect(staleness(facts({ evidence, runningSinceMs: NOW_MS }), NOW_MS).value).toBe(0);
    expect(staleness(facts({ evidence, isWaitingOnOthers: true }), NOW_MS).value).toBeNull();
  });

  describe('of a machine that asks faster than the clock goes', () => {
    const after = (n: number) => Array.from({ length: n }, (_, i) => look(i + 2, `look ${i}`));
    const of = (more: Parameters<typeof facts>[0]) =>
      staleness(facts({ evidence: [item(1)], ...more }), NOW_MS).value;

    test('grows with the new questions that brought nothing new, up to 1 at twenty', () => {
      fc.assert(
        fc.property(fc.nat(40), (n) => {
          expect(of({ looks: after(n) })).toBe(Math.min(1, n / FRESH_WITHIN_LOOKS));
        }),
      );
    });

    test('leaves a question that was asked before to repetition', () => {
      const looks = [...after(4), ...after(10).map((each) => ({ ...each, seq: each.seq + 10 }))];
      expect(of({ looks })).toBe(0.5);
      expect(of({ looks: after(15).map((each) => ({ ...each, kind: 'a' })) })).toBe(0.05);
    });

    test('counts a look only once it was answered', () => {
      const looks = after(10).map((each, i) => ({ ...each, isAnswered: i < 4 }));
      expect(of({ looks })).toBe(0.2);
    });

    test('begins anew when it is let go on and when a change was carried out', () => {
      expect(of({ looks: after(10), runningSinceSeq: 7 })).toBe(0.2);
      expect(of({ looks: after(10), changedSeq: 7 })).toBe(0.2);
    });

    test('names the looks that moved it, and the sentence says how many', () => {
      const said = staleness(facts({ evidence: [item(1)], looks: after(4) }), NOW_MS);
      expect(said.moved.at(-1)).toEqual({ kind: 'step', id: 's5' });
      expect(said.sentence).toBe(
        'Nothing of a new kind for 0 s, and 4 new questions in vain; 20 min or 20 questions are the most for this class of outage.',
      );
    });
  });

  describe('is not helped by an item', () => {
    const old = NOW_MS - FRESH_WITHIN_MS.unknown;
    const of = (...more: Parameters<typeof item>[1][]) =>
      staleness(
        facts({
          evidence: [
            item(1, { knownMs: old, says: 'none' }),
            ...more.map((each, i) => item(i + 2, each)),
          ],
          runningSinceMs: old,
        }),
        NOW_MS,
      ).value;

    test('of a step that failed', () => {
      expect(of({ isOfFailedStep: true })).toBe(1);
      expect(of({})).toBe(0);
    });

    test('that answers what that source answered before, whatever was asked', () => {
      expect(of({ says: 'none' })).toBe(1);
      expect(of({ says: 'some' })).toBe(0);
      expect(of({ says: 'none', source: 'metrics' })).toBe(0);
    });

    test('of a failed step, which also hides nothing that comes later', () => {
      expect(
        of({ isOfFailedStep: true, says: 'some', kind: 'a' }, { says: 'some', kind: 'a' }),
      ).toBe(0);
    });
  });
});
