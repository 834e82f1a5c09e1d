import { describe, expect, test } from 'vitest';
import unhomoglyph from 'unhomoglyph/data.json' with { type: 'json' };
import { letterLike, markLike } from '@/lib/text/confusables';
import { isMixedScript } from '@/lib/text/scripts';

/** Left-to-right alphabets whose letters pass for Latin ones. */
const ALPHABETS =
  'Latin Greek Cyrillic Armenian Cherokee Coptic Lisu Georgian Deseret Osage Canadian_Aboriginal Tifinagh Runic Old_Italic Lycian Carian Lydian Elbasan Warang_Citi Miao Gothic Bamum Caucasian_Albanian'
    .split(' ')
    .map((name) => `\\p{Script=${name}}`)
    .join('');
const ALPHABETIC = new RegExp(`^(?=[\\p{L}\\p{N}])[${ALPHABETS}]$`, 'u');
const SIGN = /^[\p{P}\p{S}\p{Lm}\p{Script=Latin}]$/u;

/** Unicode's whole table, as the package carries it: one other character, one ASCII character. */
const table = Object.entries(unhomoglyph).filter(
  ([from, to]) => /^[^\0-\u007f]$/u.test(from) && /^[!-~]$/.test(to),
);

describe('the two lists', () => {
  test('hold every letter and digit of the alphabets in Unicode’s table, and what it passes for', () => {
    const letters = table.filter(([from, to]) => ALPHABETIC.test(from) && /\w/.test(to));
    expect(letters.length).toBeGreaterThan(340);
    const wrong = letters.filter(
      ([from, to]) => letterLike(from) !== to && letterLike(from) !== from.normalize('NFKC'),
    );
    expect(wrong).toEqual([]);
  });

  test('hold every sign of it, and what it passes for', () => {
    const signs = table.filter(([from, to]) => SIGN.test(from) && /[^\w]/.test(to));
    expect(signs.length).toBeGreaterThan(90);
    const undone = (from: string) => markLike(from) === from.normalize('NFKC');
    const wrong = signs.filter(([from, to]) => markLike(from) !== to && !undone(from));
    expect(wrong).toEqual([]);
  });

  test('say nothing of ASCII, nor of what looks like nothing else', () => {
    for (const each of ['a', '1', '-', 'ж', 'é', '字', 'λ', '…', '😀']) {
      expect([letterLike(each), markLike(each)]).toEqual([undefined, undefined]);
    }
  });
});

describe('words of several scripts', () => {
  test.each(['prodж', 'сheckout', 'שלוםسلام', 'ждλ', 'abcᏚ', 'ไทยж'])('%s is no word', (word) => {
    expect(isMixedScript(word)).toBe(true);
  });

  test.each([
    'checkout',
    'оплата',
    'チェックアウト',
    '漢字かなカナABC',
    'API呼び出し',
    '결제API',
    'الـAPI',
    'Δt',
    'kΩ',
    '12µs',
    'ᎠᎡᎪᎳ',
    'ꓑꓣꓳꓓ',
    'x2',
  ])('%s is one', (word) => {
    expect(isMixedScript(word)).toBe(false);
  });
});
