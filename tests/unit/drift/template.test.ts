import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { askedBy, kindOfLook, lookOf } from '@/lib/drift/look';
import { template } from '@/lib/drift/template';

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

describe('the kind of a query', () => {
  test.each([
    ['numbers', 'tail -n 50 app.log', 'tail -n 500 app.log'],
    ['instants', 'since=2026-03-01T12:00:00Z', 'since=2026-03-02T08:15:30.123+01:00'],
    ['addresses', 'curl http://10.0.0.1:9090/x', 'curl http://10.244.3.17:9090/x'],
    [
      'generated ids',
      'id=4f9c2d1b-1111-4222-8333-123456789abc',
      'id=0a0b0c0d-9999-4222-8333-abcdefabcdef',
    ],
    ['pods of one set', 'logs geo-6b8f7c9d5-x2k4z', 'logs geo-7d9f8b6c5-abcde'],
    ['letter case and white space', 'GET  /Cart', 'get /cart'],
  ])('is the same whatever the %s', (_, one, other) => {
    expect(template(one)).toBe(template(other));
  });

  test.each([
    ['another service', 'rate{service="checkout"}', 'rate{service="payments"}'],
    ['another resource', 'kubectl get pods', 'kubectl get services'],
    ['another namespace', 'get pods -n hotel', 'get pods -n social'],
  ])('differs for %s', (_, one, other) => {
    expect(template(one)).not.toBe(template(other));
  });

  test('is found for any text, in bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(template(text).length).toBeLessThanOrEqual(8000);
        expect(template(text)).toBe(template(`  ${text} `.slice(2)));
      }),
    );
  });

  test('takes no longer for a megabyte than for a page', () => {
    const long = `${'a1-'.repeat(700)}${'z'.repeat(1_000_000)}`;
    expect(template(long)).toBe(template(long.slice(0, 2000)));
  });
});

describe('a look', () => {
  test('shares its first half with what is near-identical and both with a repeat', () => {
    const [one, near, far] = ['q=1', 'q=2', 'other'].map((asked) => lookOf(asked, hash));
    expect(kindOfLook(one ?? null)).toBe(kindOfLook(near ?? null));
    expect(one).not.toBe(near);
    expect(kindOfLook(one ?? null)).not.toBe(kindOfLook(far ?? null));
    expect(lookOf('Q=1 ', hash)).toBe(one);
    expect(kindOfLook(null)).toBeNull();
  });

  test('is said by a step’s arguments in any order of keys, and not by a step without any', () => {
    expect(askedBy({ tool: 't', args: { a: 1, b: 2 } })).toBe(
      askedBy({ tool: 't', args: { b: 2, a: 1 } }),
    );
    expect(askedBy({ tool: 't' })).toBeUndefined();
    expect(askedBy({ source: 'logs', query: 'up' })).toBe('logs up');
    expect(askedBy({ source: 'logs' })).toBeUndefined();
  });
});
