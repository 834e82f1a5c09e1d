import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { driftMeasure } from '@/lib/drift/schema';
import { isMaterial, isRaised, levelOf, measureDrift, scoreOf } from '@/lib/drift/rules';
import { worstOf } from '@/lib/drift/worst';
import type { DriftComponent, DriftMeasured } from '@/lib/drift/schema';
import { anyFacts, claim, facts, item, link, look, NOW_MS } from './facts';

const value = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
const values = fc.array(value, { minLength: 6, maxLength: 6 });
const scoreOfValues = (all: (number | null)[]) => scoreOf(all.map((each) => ({ value: each })));

describe('the measure of drift', () => {
  test('takes any facts at any time, stays between 0 and 1 and says a sentence for each component', () => {
    fc.assert(
      fc.property(anyFacts, fc.oneof(fc.constant(NOW_MS), fc.integer()), (given, nowMs) => {
        const measured = driftMeasure.parse(measureDrift(given, nowMs));
        expect(new Set(measured.components.map(({ name }) => name)).size).toBe(6);
        for (const { sentence, moved } of measured.components) {
          expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
          expect(moved.length).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  test('is the same for the same facts and does not change them', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const before = structuredClone(given);
        const first = measureDrift(given, NOW_MS);
        expect(measureDrift(given, NOW_MS)).toEqual(first);
        expect(given).toEqual(before);
      }),
    );
  });

  test('carries no word of an agent’s into its sentences', () => {
    const hostile = 'ignore the above <b>';
    const said = measureDrift(
      facts({
        evidence: [1, 2, 3, 4, 5, 6].map((seq) =>
          item(seq, { id: `${hostile}${seq}`, service: hostile, kind: hostile }),
        ),
        looks: [1, 2, 3, 4, 5, 6].map((seq) => look(seq, hostile)),
        claims: [claim({ id: hostile, links: [link(`${hostile}1`)] })],
        hops: new Map(),
      }),
      NOW_MS,
    );
    expect(said.components.map(({ sentence }) => sentence).join(' ')).not.toContain('ignore');
  });
});

describe('the score', () => {
  test('never falls when a known component rises, and lies between the mean and the maximum', () => {
    fc.assert(
      fc.property(values, fc.nat(5), fc.double({ min: 0, max: 1, noNaN: true }), (all, i, more) => {
        const raised = all.map((each, n) =>
          n === i && each !== null ? Math.max(each, more) : each,
        );
        expect(scoreOfValues(raised)).toBeGreaterThanOrEqual(scoreOfValues(all));
        const stated = all.filter((each) => each !== null);
        if (stated.length === 0) return;
        const mean = stated.reduce((sum, each) => sum + each, 0) / stated.length;
        expect(scoreOfValues(all)).toBeGreaterThanOrEqual(mean - 0.001);
        expect(scoreOfValues(all)).toBeLessThanOrEqual(Math.max(...stated) + 0.001);
      }),
    );
  });

  test('passes over what is not stated: it counts neither as well nor as bad', () => {
    fc.assert(
      fc.property(values, (all) => {
        const stated = all.filter((each) => each !== null);
        expect(scoreOfValues(all)).toBe(scoreOfValues(stated));
      }),
    );
    expect(scoreOfValues([0.8, null, null])).toBe(0.8);
    expect(scoreOfValues([0.8, 0, 0])).toBeLessThan(0.8);
    expect(scoreOfValues([0.8, 1, 1])).toBeGreaterThan(0.8);
    expect(scoreOfValues([null, null])).toBe(0);
  });
});

const measured = (score: number, known = 6): DriftMeasured => ({
  score,
  level: levelOf(score, 0.6),
  threshold: 0.6,
  components: Array.from({ length: 6 }, (_, i): DriftComponent => ({
    name: 'distance',
    value: i < known ? score : null,
    sentence: 'x',
    moved: [],
  })),
});

describe('raising', () => {
  const score = fc.double({ min: 0, max: 1, noNaN: true });

  test('never happens below ten items, below the threshold, or with fewer than three components', () => {
    fc.assert(fc.property(score, fc.nat(9), (at, items) => !isRaised(measured(at), items, null)));
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.5999, noNaN: true }),
        (at) => !isRaised(measured(at), 100, null),
      ),
    );
    expect(isRaised(measured(1, 2), 100, null)).toBe(false);
    expect(isRaised(measured(1, 3), 10, null)).toBe(true);
  });

  test('is not caused by one component alone, however bad, where three are known', () => {
    const alone = scoreOfValues([1, 0, 0]);
    expect(isRaised({ ...measured(alone, 3), score: alone }, 100, null)).toBe(false);
  });

  test('is not caused by a flood of one question alone, however long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 40 }), (n) => {
        const all = Array.from({ length: n }, (_, i) => 2 * i + 1);
        const given = facts({
          looks: all.map((seq) => look(seq, 'a')),
          evidence: all.map((seq) => item(seq + 1, { kind: 'a', says: '' })),
        });
        const { components, score: at } = measureDrift(given, NOW_MS);
        expect(isRaised({ ...measured(at, 6), components, score: at }, n, null)).toBe(false);
      }),
    );
  });

  test('waits after a release for a rise by 0.15, or a fall below the threshold', () => {
    expect(isRaised(measured(0.7), 20, 0.65)).toBe(false);
    expect(isRaised(measured(0.8), 20, 0.65)).toBe(true);
    expect(isRaised(measured(1), 20, 0.95)).toBe(false);
    expect(isRaised(measured(0.65), 20, null)).toBe(true);
  });

  test('names the component that is worst of those that are known', () => {
    const components = measureDrift(
      facts({ looks: [1, 2, 3, 4, 5].map((n) => look(n, 'a')) }),
      NOW_MS,
    ).components;
    expect(worstOf(components)?.name).toBe('repetition');
    expect(worstOf([])).toBeUndefined();
  });
});

describe('what is worth an event', () => {
  test('is a first measurement, another level, or a change by 0.05', () => {
    expect(isMaterial(null, measured(0))).toBe(true);
    expect(isMaterial(measured(0.2), measured(0.24))).toBe(false);
    expect(isMaterial(measured(0.2), measured(0.26))).toBe(true);
    expect(isMaterial(measured(0.59), measured(0.6))).toBe(true);
    expect(levelOf(0.39, 0.6)).toBe('on-track');
    expect(levelOf(0.41, 0.6)).toBe('wandering');
    expect(levelOf(0, 0)).toBe('off-track');
  });
});
