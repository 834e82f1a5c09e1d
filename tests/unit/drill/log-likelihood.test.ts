import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dunningG2, rankOverRepresented } from '@/lib/drill/statistics/log-likelihood';

describe('Dunning’s log-likelihood ratio', () => {
  // Dunning (1993), table 1: counts of A·B, ¬A·B, A·¬B and ¬A·¬B for a bigram A B.
  it.each([
    { bigram: 'the swiss', ab: 110, nab: 2442, anb: 111, nanb: 29_114, published: 270.72 },
    { bigram: 'can be', ab: 29, nab: 13, anb: 123, nanb: 31_612, published: 263.9 },
    { bigram: 'previous year', ab: 31, nab: 23, anb: 139, nanb: 31_584, published: 256.84 },
    { bigram: 'mineral water', ab: 10, nab: 0, anb: 3, nanb: 31_764, published: 167.23 },
  ])('of “$bigram” is the published $published', ({ ab, nab, anb, nanb, published }) => {
    const g2 = dunningG2({ hits: ab, total: ab + anb }, { hits: nab, total: nab + nanb });
    expect(Math.abs(g2 - published)).toBeLessThan(0.01);
  });

  it('is 0 for equal shares and never below', () => {
    expect(dunningG2({ hits: 5, total: 50 }, { hits: 10, total: 100 })).toBeCloseTo(0, 9);
    const count = fc
      .tuple(fc.nat(500), fc.nat(500))
      .map(([a, b]) => ({ hits: Math.min(a, b), total: Math.max(a, b) }));
    fc.assert(
      fc.property(count, count, (a, b) => {
        expect(dunningG2(a, b)).toBeGreaterThanOrEqual(0);
        expect(dunningG2(a, b)).toBeCloseTo(dunningG2(b, a), 6);
      }),
    );
  });
});

describe('ranking what became more frequent', () => {
  it('puts a new key first and a vanished one last', () => {
    const ranked = rankOverRepresented(
      new Map([
        ['ok', 900],
        ['gone', 40],
      ]),
      new Map([
        ['ok', 900],
        ['new', 30],
      ]),
    );
    expect(ranked.map((row) => row.key)).toEqual(['new', 'ok', 'gone']);
    expect(ranked[0]?.pValue).toBeLessThan(1e-6);
    expect(ranked[2]?.g2).toBeLessThan(0);
  });
});
