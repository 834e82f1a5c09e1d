import * as fc from 'fast-check';
import { PassThrough } from 'node:stream';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { sayPreview } from '@/lib/cli/import-report';
import { actOf } from '@/lib/actions/action-words';
import { escapeUnseen, plainLine } from '@/lib/text/plain-line';
import { HOSTILE } from '../../support/hostile/corpus';

const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

describe('a line of the log', () => {
  test('says the same with everything unseen in it written out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...HOSTILE), (one, { text }) => {
        const said = { one, text, [text]: [one] };
        const line = escapeUnseen(JSON.stringify(said));
        expect(JSON.parse(line)).toEqual(said);
        expect(line).not.toMatch(UNSEEN);
      }),
    );
  });

  test('is written so by the logger that the server uses', () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    const log = pino({ hooks: { streamWrite: escapeUnseen } }, stream);
    log.info({ title: 'a\u202eb\u009b31m' }, 'two\nlines');
    const line = String(stream.read());
    expect(line.endsWith('\n')).toBe(true);
    expect(line.slice(0, -1)).not.toMatch(UNSEEN);
    expect(JSON.parse(line)).toMatchObject({ title: 'a\u202eb\u009b31m', msg: 'two\nlines' });
  });
});

describe('one line of a terminal', () => {
  test('cannot become two, nor be moved over', () => {
    expect(plainLine('safe\rrm\nApproved\u001b[2K')).toBe(
      'safe⟨U+000D CR⟩rm⟨U+000A LF⟩Approved␛[2K',
    );
  });

  test('an import names services as they are', () => {
    const said = sayPreview('file.yaml', {
      services: [
        {
          name: 'check\u202eout\nDone: 1 added',
          change: 'added',
          changes: [],
          notices: [],
        },
      ],
      faults: [],
      notices: [],
      untouched: 0,
    } as never);
    expect(said).toBe('+ check⟨U+202E RLO⟩out⟨U+000A LF⟩Done: 1 added');
  });
});

test('the two acts name a service as it is, whoever named it', () => {
  expect(actOf('Approve', 'rollback', 'сheckout\u202e')).toBe(
    'Approve rollback of ⟨U+0441 CYRILLIC⟩heckout⟨U+202E RLO⟩',
  );
});
