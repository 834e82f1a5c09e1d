import canonicalize from 'canonicalize';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '@/lib/log/canonical';

/** Names that order badly: indexes, a prototype's, surrogate pairs, prefixes of one another. */
const name = fc.oneof(
  fc.constantFrom('', '0', '10', '9', '01', '4294967295', '__proto__', 'é', '\u{1F600}', '\uFFFD'),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, 0, -0, 1e21, 1e-7, 5e-324, 123456789.125, undefined),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(name, tie('value'), { maxKeys: 6 }),
  ),
}));

describe('the canonical form', () => {
  test('is to the letter what the library of RFC 8785 writes, for any value', () => {
    fc.assert(
      fc.property(anything, (value) => {
        fc.pre(value !== undefined);
        expect(canonical(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['{"b":1,"a":{"d":1,"c":2}}', '{"a":{"c":2,"d":1},"b":1}'],
    ['{"10":1,"9":2,"a":3}', '{"10":1,"9":2,"a":3}'],
    ['{"a":[{"z":1,"y":2},{"k":1}]}', '{"a":[{"y":2,"z":1},{"k":1}]}'],
    ['{"\\ufb33":1,"\\ud83d\\ude00":2}', '{"\u{1F600}":2,"\uFB33":1}'],
    ['[1e30,4.5e-7,333333333.33333329,0.000001]', '[1e+30,4.5e-7,333333333.3333333,0.000001]'],
  ])('of %s is %s', (given, expected) => {
    expect(canonical(JSON.parse(given))).toBe(expected);
  });

  test('does not depend on the order in which members were given, and changes nothing', () => {
    const given = { b: [{ y: 1, x: 2 }], a: 1 };
    const before = JSON.stringify(given);
    expect(canonical(given)).toBe(canonical({ a: 1, b: [{ x: 2, y: 1 }] }));
    expect(JSON.stringify(given)).toBe(before);
  });

  test.each([NaN, Infinity, [1, -Infinity], { a: { b: NaN } }])('is refused for %s', (value) => {
    expect(() => canonical(value)).toThrow();
  });

  test.each([undefined, () => 1, Symbol('x')])(
    'is refused for what JSON has no text of',
    (value) => {
      expect(() => canonical(value)).toThrow(TypeError);
    },
  );
});
