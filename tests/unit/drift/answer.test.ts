import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOf } from '@/lib/drift/answer';

const text = (said: string) => ({ format: 'text' as const, text: said });
const says = (said: string, asked = '') => answerOf(text(said), asked);

describe('an answer', () => {
  test('is the same for two questions where it says the same but for their words', () => {
    const none = (service: string) =>
      says(`No logs found for service '${service}' in namespace 'shop'`, `logs shop ${service}`);
    expect(none('cart')).toBe(none('checkout-2'));
    expect(none('cart')).toBe('no found for service in namespace');
  });

  test('is another where it says anything else, if only another figure', () => {
    expect(says('cart 3 errors', 'errors of cart')).not.toBe(
      says('cart 4 errors', 'errors of cart'),
    );
    expect(says('ad is down', 'ad')).not.toBe(says('ad is up', 'ad'));
  });

  test('that is empty is the same as any that is empty', () => {
    const empty = [
      says(''),
      says(' \n', 'kubectl get pods'),
      answerOf({ format: 'log', lines: [] }, 'x'),
      answerOf({ format: 'log', lines: [{ message: 'up' }] }, 'up'),
    ];
    expect(new Set(empty)).toEqual(new Set(['']));
  });

  test('is told of any form, and of none that is long', () => {
    const table = { format: 'table' as const, columns: ['pod'], rows: [['cart-1']] };
    expect(answerOf(table, 'pods')).toContain('cart-1');
    expect(answerOf({ format: 'diff', unified: '- a\n+ b' }, '')).toBe('a b');
    expect(says('x'.repeat(1001))).toBeNull();
  });

  test('holds no word of its question, in any case', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.array(word, { maxLength: 8 }), (a, b) => {
        const left = (says(a.join(' ').toUpperCase(), b.join(', ')) ?? '').split(' ');
        expect(b.filter((each) => left.includes(each))).toEqual([]);
        for (const each of a.filter((one) => !b.includes(one))) expect(left).toContain(each);
      }),
    );
  });
});
