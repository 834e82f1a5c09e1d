import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutDiff, parseUnified, type DiffFile } from '@/components/evidence/parse-unified';

const two = `diff --git a/app/pay.ts b/app/pay.ts
index 1..2 100644
--- a/app/pay.ts
+++ b/app/pay.ts
@@ -10,3 +10,3 @@ export function pay() {
 const a = 1;
-const timeout = 3000;
+const timeout = 300;
 const c = 3;
diff --git a/new.txt b/new.txt
--- /dev/null
+++ b/new.txt
@@ -0,0 +1,2 @@
+--- not a file
+two
\\ No newline at end of file
`;

const linesOf = (files: DiffFile[]) =>
  files.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines));

describe('reading a unified diff', () => {
  it('numbers each side and keeps what git says of a file with that file', () => {
    const [pay, added] = parseUnified(two) ?? [];
    expect(pay).toMatchObject({ from: 'app/pay.ts', to: 'app/pay.ts' });
    expect(pay?.notes).toEqual(['diff --git a/app/pay.ts b/app/pay.ts', 'index 1..2 100644']);
    expect(pay?.hunks[0]?.heading).toBe('export function pay() {');
    expect(
      pay?.hunks[0]?.lines.map(({ kind, oldLine, newLine }) => [kind, oldLine, newLine]),
    ).toEqual([
      ['context', 10, 10],
      ['removed', 11, undefined],
      ['added', undefined, 11],
      ['context', 12, 12],
    ]);
    expect(added).toMatchObject({ from: '', to: 'new.txt' });
  });

  it('does not take an added line for the head of a file', () => {
    const [, added] = parseUnified(two) ?? [];
    expect(added?.hunks[0]?.lines.map(({ text }) => text)).toEqual([
      '--- not a file',
      'two',
      '\\ No newline at end of file',
    ]);
  });

  it('leaves what holds no hunk to be shown as text', () => {
    expect(parseUnified('just words\nand more')).toBeUndefined();
  });

  it('cuts after a number of lines without losing count of files', () => {
    const files = parseUnified(two) ?? [];
    expect(linesOf(cutDiff(files, 3))).toHaveLength(3);
    expect(linesOf(cutDiff(files, 5))).toHaveLength(5);
    expect(cutDiff(files, 3)).toHaveLength(1);
  });

  it('shows every line that was sent, whatever was sent', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '@@ -1,2 +1,2 @@ x',
        '--- a/x',
        '+++ b/x',
        '+added',
        '-gone',
        ' same',
        '',
        '\\ No',
        'diff --git',
      ),
      fc.string({ maxLength: 8 }).filter((text) => !text.includes('\n')),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (sent) => {
        const files = parseUnified(['@@ -1 +1 @@', ...sent, '@@ -9 +9 @@', '+end'].join('\n'));
        const shown = JSON.stringify(files);
        const missing = sent.filter((text) => {
          const body = text.replace(/^(--- |\+\+\+ |[-+ ])/, '').replace(/^[ab]\//, '');
          return (
            !text.startsWith('@@') &&
            !shown.includes(JSON.stringify(body).slice(1, -1).split('\\t')[0] ?? '')
          );
        });
        expect(missing).toEqual([]);
      }),
    );
  });
});
