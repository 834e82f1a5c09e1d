import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTreacherous, revealText, revealedText } from '@/lib/text/visible';

const point = (...codes: number[]): string => String.fromCodePoint(...codes);

describe('what is drawn as itself', () => {
  test.each([
    'kubectl rollout undo deployment/checkout -n shop --to-revision=41',
    'two\nlines\tand a tab',
    'Zürich — “naïve” … 12 µs → Δt = 3 σ, 100 €',
    '请回滚结账服务 チェックアウト 결제',
    'Откатить оплату',
    'हिन्दी ภาษาไทย',
    '😀 ✅',
    'box ├── drawing │',
  ])('%s', (text) => {
    expect(revealText(text)).toEqual([{ kind: 'plain', text }]);
  });

  test('an empty text has no segments', () => {
    expect(revealText('')).toEqual([]);
  });
});

describe('what is labelled', () => {
  test.each([
    ['a right-to-left override', `rm ${point(0x202e)}txt`, 'rm ⟨U+202E RLO⟩txt'],
    ['a zero-width space', `a${point(0x200b)}b`, 'a⟨U+200B ZWSP⟩b'],
    ['a no-break space', `a${point(0xa0)}b`, 'a⟨U+00A0 NBSP⟩b'],
    ['a line separator', `a${point(0x2028)}b`, 'a⟨U+2028 LS⟩b'],
    ['a carriage return', 'safe\rrm -rf /', 'safe⟨U+000D CR⟩rm -rf /'],
    ['a NUL', '\0', '⟨U+0000 NUL⟩'],
    ['a backspace', 'a\bb', 'a⟨U+0008 BS⟩b'],
    ['a C1 control', `${point(0x9b)}31m`, '⟨U+009B CSI⟩31m'],
    ['a tag', point(0xe0041), '⟨U+E0041 TAG⟩'],
    ['a variation selector', `x${point(0xfe0f)}`, 'x⟨U+FE0F VS⟩'],
    ['a supplementary variation selector', `x${point(0xe0100)}`, 'x⟨U+E0100 VS⟩'],
    ['a Hangul filler', point(0x3164), '⟨U+3164 FILLER⟩'],
    ['a private-use character', point(0xe000), '⟨U+E000 PRIVATE⟩'],
    ['a lone surrogate', 'x\ud800', 'x⟨U+D800 HALF⟩'],
    ['a colour sequence', '\u001b[31mred\u001b[0m', '␛[31mred␛[0m'],
    ['a link sequence', '\u001b]8;;http://x\u0007y', '␛]8;;http://x⟨U+0007 BEL⟩y'],
    ['a title sequence ended by ST', '\u001b]0;t\u001b\\y', '␛]0;t␛\\y'],
    ['a bare escape', '\u001b\u0001', '⟨U+001B ESC⟩⟨U+0001 SOH⟩'],
    ['a Cyrillic letter in a Latin word', 'che\u0441kout', 'che⟨U+0441 CYRILLIC⟩kout'],
    ['a Greek letter in a Latin word', 'r\u03bfllback', 'r⟨U+03BF GREEK⟩llback'],
    ['a mark that melts into its letter', 'cafe\u0301', 'cafe⟨U+0301 MARK⟩'],
    ['a mark with no letter', '\u0301x', '⟨U+0301 MARK⟩x'],
    ['text that passes for a label', '⟨U+202E RLO⟩', '⟨U+27E8⟩U+202E RLO⟩'],
    ['text that passes for a sequence', '␛[31m', '⟨U+241B⟩[31m'],
  ])('%s', (_name, text, drawn) => {
    expect(revealedText(text)).toBe(drawn);
    expect(isTreacherous(text)).toBe(true);
  });

  test('an escape sequence is one segment, with its source kept for copying', () => {
    expect(revealText('a\u001b[1;31mb')).toEqual([
      { kind: 'plain', text: 'a' },
      {
        kind: 'flagged',
        text: '␛[1;31m',
        label: 'terminal escape sequence',
        source: '\u001b[1;31m',
      },
      { kind: 'plain', text: 'b' },
    ]);
  });
});

const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('⟨', '⟩', '␛', 'U+202E', ' RLO', '\u001b', '[31m', ']8;;', '\u0007', '\\'),
      fc.constantFrom('\u202e', '\u200b', '\u00a0', '\r', '\n', 'e\u0301', 'é', 'с', 'c', '\ud800'),
      fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code)),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** Reads a drawing back; that it can be done at all is what makes the drawing injective. */
const undraw = (drawn: string): string =>
  drawn.replaceAll(/⟨U\+([0-9A-F]+)(?: [A-Z0-9]+)?⟩|␛/gu, (_all, hex: string | undefined) =>
    hex === undefined ? '\u001b' : String.fromCharCode(...unitsOf(Number.parseInt(hex, 16))),
  );
const unitsOf = (code: number): number[] =>
  Array.from({ length: code > 0xffff ? 2 : 1 }, (_, i) => String.fromCodePoint(code).charCodeAt(i));

describe('always', () => {
  test('differing texts are drawn differently, since a drawing can be read back', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(undraw(revealedText(text))).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  test('nothing hidden reaches the eye', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const drawn = revealedText(text);
        expect(drawn).not.toMatch(/(?![\n\t ])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u);
        expect(drawn.isWellFormed()).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('plain segments are never empty, never adjacent, and slices of the text', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const segments = revealText(text);
        const sources = segments.map((each) => (each.kind === 'plain' ? each.text : each.source));
        expect(sources.join('')).toBe(text);
        segments.forEach((each, i) => {
          expect(each.text).not.toBe('');
          if (i > 0 && each.kind === 'plain') expect(segments[i - 1]?.kind).toBe('flagged');
        });
      }),
    );
  });
});
