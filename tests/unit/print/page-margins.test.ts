import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cssString, pageMargins } from '@/components/print/page-margins';

/** What a CSS string says, by CSS Syntax 3: an escape is up to six hex digits and one blank. */
const said = (css: string): string =>
  css
    .slice(1, -1)
    .replaceAll(/\\([0-9a-f]{1,6}) /g, (_all, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    );

describe('the foot of a printed page', () => {
  it.each([
    ['SEV2 Error rate', '"SEV2 Error rate"'],
    ['"', '"\\22 "'],
    ['a"; } body { display: none', '"a\\22 \\3b  \\7d  body \\7b  display\\3a  none"'],
    ['</style><script>', '"\\3c \\2f style\\3e \\3c script\\3e "'],
    ['back\\slash', '"back\\5c slash"'],
    ['two\nlines', '"two\\a lines"'],
    ['Übel 🔥', '"\\dc bel \\1f525 "'],
  ])('%j stays words', (text, expected) => {
    expect(cssString(text)).toBe(expected);
  });

  it('says what it was given and ends where it ends, whatever that is', () => {
    assert(
      property(string({ unit: 'grapheme' }), (text) => {
        const css = cssString(text);
        expect(css).toMatch(/^"(?:[A-Za-z0-9 ,.]|\\[0-9a-f]{1,6} )*"$/);
        expect(said(css)).toBe(text);
      }),
    );
  });

  it('names the room, the instant and the page', () => {
    const style = pageMargins({ title: 'SEV2 Checkout', asOf: 'As of 2026-05-04 14.00 UTC' });
    expect(style).toContain('content: "SEV2 Checkout"');
    expect(style).toContain('content: "As of 2026\\2d 05\\2d 04 14.00 UTC"');
    expect(style).toContain('counter(page) " of " counter(pages)');
  });
});
