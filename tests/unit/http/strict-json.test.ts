import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Invalid } from '@/lib/errors';
import { parseStrictJson } from '@/lib/http/strict-json';

const refusalOf = (input: string | Uint8Array): { path: string; message: string } => {
  try {
    parseStrictJson(input);
  } catch (error) {
    if (error instanceof Invalid && error.errors[0]) return error.errors[0];
    throw error;
  }
  throw new Error('was accepted');
};

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('refusals', () => {
  test.each([
    ['malformed JSON', '{"a":', ''],
    ['an empty text', '', ''],
    ['text after the value', '{} {}', ''],
    ['a repeated name', '{"a":{"b":1,"b":2}}', 'a.b'],
    ['a repeated name spelt with an escape', '{"a":1,"\\u0061":2}', 'a'],
    ['a repeated empty name', '{"":1,"":2}', ''],
    ['a repeated name inside an array', '{"e":[0,{"x":1},{"x":1,"x":2}]}', 'e.2.x'],
    ['a prototype', '{"e":[{"__proto__":{}}]}', 'e.0.__proto__'],
    ['a prototype spelt with escapes', '{"\\u005f_proto__":{}}', '__proto__'],
    [
      'a prototype by way of the constructor',
      '{"constructor":{"prototype":1}}',
      'constructor.prototype',
    ],
    ['nesting of 33 levels', nested(33), Array(32).fill('0').join('.')],
    ['an escaped lone high surrogate', '{"a":["x","\\ud83d"]}', 'a.1'],
    ['an escaped lone low surrogate', '{"a":"\\ude00x"}', 'a'],
    ['a literal lone surrogate', '{"a":"\ud83d"}', 'a'],
    ['a lone surrogate in a name', '{"\\ud83d":1}', '\uFFFD'],
    ['an escaped NUL', '{"a":"x\\u0000"}', 'a'],
    ['an escaped NUL in a name', '{"\\u0000":1}', '\uFFFD'],
    ['a raw control character', '{"a":"\u0001"}', ''],
    ['an infinite number', '{"a":1e400}', 'a'],
    ['a negative infinite number', '[-1E400]', '0'],
    ['an integer past 2^53', '{"a":9007199254740993}', 'a'],
    ['a huge integer', `{"a":${'9'.repeat(400)}}`, 'a'],
    ['a byte order mark', '\uFEFF{}', ''],
  ])('%s is refused with its path', (_name, text, path) => {
    expect(refusalOf(text).path).toBe(path);
  });

  test('invalid UTF-8 and a byte order mark in bytes are refused', () => {
    expect(refusalOf(Uint8Array.of(0x22, 0xc3, 0x28, 0x22)).message).toContain('UTF-8');
    expect(refusalOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)).message).toContain('byte order');
    expect(refusalOf(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)).message).toContain('UTF-8');
  });

  test('the message never quotes the input', () => {
    expect(refusalOf('{"password": hunter2}').message).not.toContain('hunter2');
  });

  test('a megabyte of open brackets is refused as any malformed text', () => {
    expect(refusalOf('['.repeat(1 << 20)).message).toContain('valid JSON');
    expect(refusalOf('{"a":'.repeat(1 << 17)).message).toContain('valid JSON');
    expect(refusalOf(nested(1 << 19)).message).toContain('nested deeper');
  });
});

describe('acceptance', () => {
  test.each([
    ['32 levels', nested(32)],
    ['a surrogate pair, escaped', '"\\ud83d\\ude00"'],
    ['the same name in different objects', '[{"a":1},{"a":{"a":2}}]'],
    ['names that only look like a prototype', '{"constructor":1,"proto":2,"x":{"prototype":3}}'],
    ['a value that names a prototype', '"__proto__"'],
    ['a string full of JSON', JSON.stringify(JSON.stringify({ a: [1e9, '"', { a: '\\"' }] }))],
    ['the largest exact integer', '[9007199254740991,-9007199254740991]'],
    ['a large number in exponent form', '1e300'],
    ['white space around', ' \n\t{ "a" : [ 1 , 2 ] }\r\n'],
  ])('%s is accepted', (_name, text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  test('more than a handful of names are still told apart', () => {
    const names = Array.from({ length: 40 }, (_, i) => `"k${i}":${i}`);
    expect(parseStrictJson(`{${names.join()}}`)).toEqual(JSON.parse(`{${names.join()}}`));
    expect(refusalOf(`{${names.join()},"k3":0}`).path).toBe('k3');
    expect(refusalOf(`{${names.join()},"k39":0}`).path).toBe('k39');
  });
});

const clean = fc
  .jsonValue({ maxDepth: 8, noUnicodeString: false })
  .map((value): unknown => JSON.parse(JSON.stringify(value)))
  .filter((value) => isClean(value));

function isClean(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value === 'number') {
    return /e/.test(String(value)) || Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  }
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([name, each]) =>
      name !== '__proto__' && name !== 'prototype' && isClean(name) && isClean(each),
  );
}

describe('properties', () => {
  test('whatever JSON.stringify makes of a clean value is accepted and comes back equal', () => {
    fc.assert(
      fc.property(clean, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parseStrictJson(text)).toEqual(value);
        expect(parseStrictJson(new TextEncoder().encode(text))).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  test('what it accepts, JSON.parse reads the same; what it refuses, it refuses as Invalid', () => {
    const soup = fc
      .array(
        fc.oneof(
          fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '1', '-', 'e', '.', 'null', ' '),
          fc.constantFrom(
            '"a"',
            '"\\u0000"',
            '"\\ud800"',
            '"__proto__"',
            '{"a":1}',
            '"a":',
            '1e999',
          ),
        ),
        { maxLength: 24 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string()), (text) => {
        try {
          expect(parseStrictJson(text)).toEqual(JSON.parse(text));
        } catch (error) {
          expect(error).toBeInstanceOf(Invalid);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a name repeated anywhere is found wherever it is', () => {
    fc.assert(
      fc.property(clean, fc.string().filter(isClean), (value, name) => {
        const key = JSON.stringify(name);
        const body = JSON.stringify(value);
        if (name !== '__proto__') {
          expect(() => parseStrictJson(`[${body},{${key}:${body},${key}:1}]`)).toThrow(Invalid);
        }
      }),
    );
  });
});
