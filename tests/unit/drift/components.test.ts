import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concentration } from '@/lib/drift/components/concentration';
import { distance } from '@/lib/drift/components/distance';
import { lockIn } from '@/lib/drift/components/lock-in';
import { oneSidedness } from '@/lib/drift/components/one-sidedness';
import { repetition } from '@/lib/drift/components/repetition';
import { leaderOf, leadsSince } from '@/lib/drift/leader';
import type { LookFact } from '@/lib/drift/facts';
import { claim, facts, item, link, look, NOW_MS } from './facts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('concentration', () => {
  const of = (sources: string[], weights: (number | null)[] = []) =>
    concentration(
      facts({
        evidence: sources.map((source, i) => item(i + 1, { source })),
        claims: [
          claim({
            links: sources.map((_, i) => link(`e${i + 1}`, 'supports', weights[i] ?? null)),
          }),
        ],
      }),
    );

  test.each([
    ['all of three items from one source', ['logs', 'logs', 'logs'], [], 1],
    ['two sources, half each', ['logs', 'metrics', 'logs', 'metrics'], [], 0],
    ['three of four from one source', ['logs', 'logs', 'logs', 'metrics'], [], 0.5],
    ['one heavy item among light ones', ['logs', 'metrics', 'changes'], [1, 0.1, 0.1], 0.667],
    ['one item alone', ['logs'], [], 1],
  ])('of %s is measured by share', (_, sources, weights, expected) => {
    expect(of(sources, weights).value).toBe(expected);
  });

  test('is not stated without a claim, without support, and with support that weighs nothing', () => {
    expect(concentration(facts()).value).toBeNull();
    expect(concentration(facts({ claims: [claim()] })).value).toBeNull();
    expect(of(['logs'], [0]).value).toBeNull();
    expect(concentration(facts({ claims: [claim({ status: 'refuted' })] })).value).toBeNull();
  });

  test('never rises when support from a source not seen before is added', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 9 }),
        (all) => {
          expect(of([...all, 'new']).value ?? 0).toBeLessThanOrEqual(of(all).value ?? 0);
        },
      ),
    );
  });

  test('says what it rests on and names those items', () => {
    const said = of(['logs', 'logs', 'metrics']);
    expect(said.sentence).toBe(
      '67 % of the support for the leading claim rests on one source (logs, 2 items).',
    );
    expect(said.moved).toEqual([
      { kind: 'evidence', id: 'e1' },
      { kind: 'evidence', id: 'e2' },
    ]);
  });
});

describe('one-sidedness', () => {
  const of = (items: number, tests: number) =>
    oneSidedness(
      facts({
        evidence: Array.from({ length: items }, (_, i) => item(i + 2)),
        claims: [
          claim({
            links: Array.from({ length: tests }, (_, i) => link(`e${i + 2}`, 'contradicts')),
          }),
        ],
      }),
    );

  test('rises with what was recorded while nothing tests the claim', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 59 }), (n) => {
        expect(of(n + 1, 0).value ?? 0).toBeGreaterThanOrEqual(of(n, 0).value ?? 0);
      }),
    );
    expect(of(5, 0).value).toBe(0.5);
  });

  test('falls with every test, to nothing at one in five', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(20), (n, t) => {
        const tests = Math.min(t, n - 1);
        expect(of(n, tests + 1).value ?? 0).toBeLessThanOrEqual(of(n, tests).value ?? 0);
      }),
    );
    expect(of(10, 2).value).toBe(0);
  });

  test('counts support of a rival as a test, and what came before the claim led not at all', () => {
    const rival = claim({ id: 'h2', seq: 2, confidence: 0.1, links: [link('e4')], history: [] });
    const evidence = [item(3), item(4), item(5), item(6), item(7)];
    expect(oneSidedness(facts({ evidence, claims: [claim(), rival] })).value).toBe(0);
    const late = claim({ seq: 9, history: [{ seq: 9, confidence: 0.5 }] });
    expect(oneSidedness(facts({ evidence, claims: [late] })).value).toBeNull();
  });
});

describe('distance', () => {
  const hops = new Map([
    ['payments', 1],
    ['ledger', 2],
  ]);
  test.each([
    ['the service itself', { service: 'checkout' }, 0],
    ['its neighbour', { service: 'payments' }, 0],
    ['two edges away', { service: 'ledger' }, 0.5],
    ['nowhere near', { service: 'search' }, 1],
    ['the hours before', { fromMs: NOW_MS - 5 * HOUR_MS, toMs: NOW_MS - 4 * HOUR_MS }, 0],
    ['last week', { fromMs: NOW_MS - 7 * DAY_MS, toMs: NOW_MS - 6 * DAY_MS }, 1],
    ['a time yet to come', { fromMs: NOW_MS + DAY_MS }, 1],
  ])('of items about %s is as it should be', (_, more, expected) => {
    const evidence = [1, 2, 3, 4, 5].map((seq) => item(seq, more));
    expect(distance(facts({ hops, evidence })).value).toBe(expected);
  });

  test('of a service is not stated where the catalogue knows no edge, and none is stated', () => {
    expect(distance(facts({ evidence: [item(1, { service: 'search' })] })).value).toBeNull();
    expect(distance(facts({ hops, evidence: [item(1, { service: null })] })).value).toBeNull();
  });

  test('is not stated where most items cannot be placed, and says how many of them cannot', () => {
    const elsewhere = (seq: number) => item(seq, { service: 'search' });
    const most = [item(1), elsewhere(2), elsewhere(3)];
    expect(distance(facts({ evidence: most }))).toMatchObject({
      value: null,
      sentence: 'Not stated: the catalogue does not know what is next to the service.',
    });
    const some = [item(1), item(2), elsewhere(3)];
    expect(distance(facts({ evidence: some })).sentence).toMatch(/; 1 more cannot be placed\.$/);
  });

  test('makes little of one item elsewhere, and never falls when another is', () => {
    const far = (n: number) =>
      distance(
        facts({
          hops,
          evidence: Array.from({ length: 8 }, (_, i) =>
            item(i + 1, i < n ? { service: 'search' } : {}),
          ),
        }),
      ).value ?? 0;
    expect(distance(facts({ hops, evidence: [item(1, { service: 'search' })] })).value).toBe(0.2);
    fc.assert(fc.property(fc.nat(7), (n) => far(n + 1) > far(n)));
  });

  test('is the mean over the items, and names those that are far', () => {
    const evidence = [1, 2, 3, 4, 5, 6, 7].map((seq) => item(seq));
    const said = distance(facts({ hops, evidence: [...evidence, item(8, { service: 'search' })] }));
    expect(said).toMatchObject({ value: 0.125, moved: [{ kind: 'evidence', id: 'e8' }] });
  });
});

describe('repetition', () => {
  test('is the share of looks that ask what was asked', () => {
    const kinds = (all: string) => [...all].map((kind, i) => look(i + 1, kind));
    expect(repetition(facts({ looks: kinds('abcde') })).value).toBe(0);
    expect(repetition(facts({ looks: kinds('aaaaa') })).value).toBe(0.4);
    expect(repetition(facts({ looks: kinds('aaaaaaaaaa') })).value).toBe(0.9);
    expect(repetition(facts({ looks: kinds('aaaa') })).value).toBeNull();
    expect(repetition(facts({ looks: kinds('abcdefghijklmnopqrstuvwxyzzzzzzzzzzz') })).value).toBe(
      0.5,
    );
  });

  test('begins anew after a change was carried out', () => {
    const looks = [...'aaaaabcdef'].map((kind, i) => look(i + 1, kind));
    expect(repetition(facts({ looks, changedSeq: 4 })).value).toBe(0);
    expect(repetition(facts({ looks, changedSeq: 7 })).value).toBeNull();
  });

  test('never falls when a look is repeated', () => {
    const some = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 5, maxLength: 19 });
    fc.assert(
      fc.property(some, (all) => {
        const looks: LookFact[] = all.map((kind, i) => look(i + 1, kind));
        const more = [...looks, look(all.length + 1, all[0] ?? 'a')];
        const [before, after] = [looks, more].map(
          (each) => repetition(facts({ looks: each })).value,
        );
        expect(after ?? 0).toBeGreaterThanOrEqual(before ?? 0);
      }),
    );
  });
});

describe('lock-in', () => {
  const history = (...steps: [number, number][]) =>
    steps.map(([seq, confidence]) => ({ seq, confidence }));

  test('is the share of the rise that came without new evidence', () => {
    const claims = [claim({ history: history([1, 0.2], [3, 0.5], [4, 0.8]) })];
    const said = lockIn(facts({ claims, evidence: [item(2)] }));
    expect(said).toMatchObject({ value: 0.5, moved: [{ kind: 'event', seq: 4 }] });
  });

  test('is 0 where each rise had its evidence, and for an estimate that falls', () => {
    const fallen = [claim({ history: history([1, 0.8], [4, 0.2]) })];
    expect(lockIn(facts({ claims: fallen })).value).toBe(0);
    const founded = [claim({ history: history([1, 0.2], [4, 0.8]) })];
    expect(lockIn(facts({ claims: founded, evidence: [item(3)] })).value).toBe(0);
  });

  test('makes little of a small rise, and is not stated of one estimate', () => {
    const small = [claim({ history: history([1, 0.5], [4, 0.55]) })];
    expect(lockIn(facts({ claims: small })).value).toBe(0.2);
    expect(lockIn(facts({ claims: [claim()] })).value).toBeNull();
  });
});

describe('the leader', () => {
  test('is the committed claim, else the surest that is not refuted', () => {
    const [sure, unsure, out] = [
      claim({ id: 'a', confidence: 0.9 }),
      claim({ id: 'b', confidence: 0.1 }),
      claim({ id: 'c', confidence: 1, status: 'refuted' }),
    ];
    expect(leaderOf([unsure, sure, out])?.id).toBe('a');
    expect(leaderOf([sure, { ...unsure, status: 'committed' }])?.id).toBe('b');
    expect(leaderOf([out])).toBeUndefined();
  });

  test('leads since it passed the others, not since it was proposed', () => {
    const first = claim({ id: 'a', history: [{ seq: 1, confidence: 0.6 }] });
    const second = claim({
      id: 'b',
      confidence: 0.8,
      history: [
        { seq: 2, confidence: 0.3 },
        { seq: 7, confidence: 0.8 },
      ],
    });
    expect(leadsSince(second, [first, second])).toBe(7);
    expect(leadsSince(first, [first])).toBe(1);
  });
});
