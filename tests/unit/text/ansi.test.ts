import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutTerminalText, terminalRuns, withoutColours } from '@/lib/text/ansi';
import { revealedText } from '@/lib/text/visible';

const ESC = '\u001b';
const toned = (text: string) => terminalRuns(text).map(({ text: of, look }) => [of, look.tone]);

describe('what a terminal would colour', () => {
  it('is read as runs of one look', () => {
    expect(toned(`${ESC}[31mERROR${ESC}[0m ok ${ESC}[1;92mfine${ESC}[39m.`)).toEqual([
      ['ERROR', 'red'],
      [' ok ', undefined],
      ['fine', 'green'],
      ['.', undefined],
    ]);
  });

  it.each([
    ['16 million colours', '38;2;31;32;33'],
    ['256 colours', '38;5;31'],
    ['a background', '41'],
    ['a background of many', '48;5;31'],
    ['concealing', '8'],
    ['reversing', '7'],
    ['what is no code', '999'],
    ['nothing', ''],
  ])('leaves the text readable under %s', (_, codes) => {
    expect(toned(`${ESC}[${codes}mtext`)).toEqual([['text', undefined]]);
  });

  it.each([
    ['a link', `${ESC}]8;;https://evil.example${ESC}\\click${ESC}]8;;${ESC}\\`],
    ['a title', `${ESC}]0;root@prod\u0007`],
    ['a clipboard write', `${ESC}]52;c;cm0gLXJm\u0007`],
    ['moving the cursor', `${ESC}[2K${ESC}[1A`],
    ['clearing the screen', `${ESC}[2J${ESC}[H`],
    ['a device string', `${ESC}P1$r0m${ESC}\\`],
  ])('keeps %s in the text, where it is named and not obeyed', (_, text) => {
    const runs = terminalRuns(text);
    expect(runs.map((run) => run.text).join('')).toBe(text);
    expect(runs.map((run) => revealedText(run.text)).join('')).toContain('␛');
  });

  it('loses nothing but codes of colour', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        `${ESC}[31m`,
        `${ESC}[0m`,
        `${ESC}[1;2m`,
        ESC,
        '[',
        'm',
        `${ESC}[2K`,
        `${ESC}]8;;x\u0007`,
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        expect(
          terminalRuns(text)
            .map((run) => run.text)
            .join(''),
        ).toBe(withoutColours(text));
      }),
    );
  });
});

describe('a line cut short', () => {
  it.each([
    ['within a code', `abc${ESC}[3`, 'abc'],
    ['just after ESC', `abc${ESC}`, 'abc'],
    ['within a pair of surrogates', 'abc\ud83d', 'abc'],
    ['after a whole code', `ab${ESC}[0m`, `ab${ESC}[0m`],
  ])('%s is not torn', (_, begun, expected) => {
    expect(cutTerminalText(`${begun}${'x'.repeat(50)}`, begun.length)).toBe(expected);
  });

  it('is whole where it is short enough', () => {
    expect(cutTerminalText(`abc${ESC}`, 10)).toBe(`abc${ESC}`);
  });
});
