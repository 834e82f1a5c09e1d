import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namedLike, namingAt, stillNamed, withName } from '@/components/note/mention-text';

const ANN = { id: 'usr_a', name: 'Ann Lee' };
const BEN = { id: 'usr_b', name: 'Ben' };

describe('naming somebody in a note', () => {
  test.each([
    ['@An', 3, 'An'],
    ['ask @Ann Le', 11, 'Ann Le'],
    ['ask (@Be', 8, 'Be'],
    ['ask @Be now', 7, 'Be'],
    ['@', 1, ''],
  ])('begins at the sign before the caret in %j', (text, caret, query) => {
    expect(namingAt(text, caret)).toEqual({ from: text.indexOf('@'), query });
  });

  test.each([
    ['mail ann@example.org', 20],
    ['no sign at all', 5],
    ['@Ann\nnext line', 12],
    ['ask @Ann', 3],
    [`@${'x'.repeat(80)}`, 81],
  ])('does not begin in %j at %i', (text, caret) => {
    expect(namingAt(text, caret)).toBeUndefined();
  });

  test('offers those whose name or a word of it begins so, whatever the case', () => {
    expect(namedLike([ANN, BEN], 'le')).toEqual([ANN]);
    expect(namedLike([ANN, BEN], 'ANN L')).toEqual([ANN]);
    expect(namedLike([ANN, BEN], '')).toEqual([ANN, BEN]);
    expect(namedLike([ANN, BEN], 'nn')).toEqual([]);
  });

  test('puts the name where it was being written, and leaves the rest as it was', () => {
    const around = fc.string({ maxLength: 20 }).filter((text) => !text.includes('@'));
    fc.assert(
      fc.property(around, around, (before, after) => {
        const start = `${before} `;
        const text = `${start}@Be${after}`;
        const naming = namingAt(text, start.length + 3);
        expect(naming).toBeDefined();
        if (!naming) return;
        const put = withName(text, naming, BEN);
        expect(put.text).toBe(`${start}@Ben ${after}`);
        expect(put.text.slice(0, put.caret)).toBe(`${start}@Ben `);
      }),
    );
  });

  test('names nobody who was not chosen, nor whose name was taken out again', () => {
    expect(stillNamed('@Ben and @Ann Lee', [])).toEqual([]);
    expect(stillNamed('@Ben', [ANN, BEN])).toEqual([BEN]);
  });
});
