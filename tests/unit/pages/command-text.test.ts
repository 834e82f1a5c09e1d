import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { destinationOf } from '@/lib/actions/action-words';
import { exactParts } from '@/components/action/exact-parts';
import { needsSplitting, quoteArgument, quoteCommand } from '@/components/action/quote-argument';
import { contents } from './samples';

/** What a shell that has no say in it takes the line for. */
function argumentsOf(line: string): string[] {
  const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' });
  return printed.split('\0').slice(0, -1);
}

describe('a command as one line', () => {
  test('plain words stay bare', () => {
    expect(quoteCommand(['deploy', '--to', 'r41', 'a/b:c@d,e=f%'])).toBe(
      'deploy --to r41 a/b:c@d,e=f%',
    );
    expect(needsSplitting(['deploy', '--to', 'r41'])).toBe(false);
  });

  test.each([
    ['', "''"],
    ["it's", "'it'\\''s'"],
    ['a b', "'a b'"],
    ['$HOME', "'$HOME'"],
    ['~', "'~'"],
    ['*', "'*'"],
    ['a\nb', "'a\nb'"],
    ['admin\u200b', "'admin\u200b'"],
  ])('%j is quoted as %j', (argument, quoted) => {
    expect(quoteArgument(argument)).toBe(quoted);
    expect(needsSplitting([argument])).toBe(true);
  });

  test('a first word that a shell would take for an assignment is quoted', () => {
    expect(quoteCommand(['A=1', 'B=2'])).toBe("'A=1' B=2");
  });

  test('a real shell takes the line apart into the very same arguments', () => {
    const argument = fc.string({ unit: fc.constantFrom(...`ab '"\\$\`\n\t;&|<>()*?[]#~=%!{}-é`) });
    fc.assert(
      fc.property(fc.array(argument, { minLength: 1, maxLength: 6 }), (argv) => {
        const line = argv.map((each) => quoteArgument(each)).join(' ');
        expect(argumentsOf(line)).toEqual(argv);
      }),
      { numRuns: 40 },
    );
  });
});

describe('blanks that the eye cannot count', () => {
  const drawn = (text: string) =>
    exactParts(text)
      .map((part) => (part.kind === 'text' ? part.text : part.sign))
      .join('');

  test.each([
    ['a b', 'a b'],
    ['a  b', 'a␣␣b'],
    [' a ', '␣a␣'],
    ['a\tb', 'a⇥b'],
    ['a \nb\n', 'a␣↵b↵'],
    ['', ''],
  ])('%j is drawn as %j', (text, shown) => {
    expect(drawn(text)).toBe(shown);
  });

  test('nothing is lost or added: the parts say the text again', () => {
    const signs: Record<string, string> = { '↵': '\n', '⇥': '\t', '␣': ' ' };
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\t', '␣', '↵') });
    fc.assert(
      fc.property(text, (given) => {
        const again = exactParts(given)
          .map((part) => (part.kind === 'text' ? part.text : (signs[part.sign] ?? '')))
          .join('');
        expect(again).toBe(given);
      }),
    );
  });
});

describe('where an action leads', () => {
  test('the destination is told when the command itself carries it', () => {
    expect(destinationOf(contents({ parameters: { to: 'r41' } }))).toBe('r41');
  });

  test('a parameter that the command does not carry is no destination', () => {
    expect(destinationOf(contents({ parameters: { to: 'r40' } }))).toBeUndefined();
    const patch = contents({
      command: { patch: { format: 'text', text: 'r41' } },
      parameters: { to: 'r41' },
    });
    expect(destinationOf(patch)).toBeUndefined();
  });
});
