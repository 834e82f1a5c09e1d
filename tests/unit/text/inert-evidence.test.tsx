import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { EvidenceBody } from '@/components/evidence/evidence-body';
import { SuspicionNotes } from '@/components/text/suspicion-notes';
import { VisibleText } from '@/components/text/visible-text';
import type { EvidenceBody as Body } from '@/lib/evidence/schema';
import { HOSTILE } from '../../support/hostile/corpus';
import { aliveTags } from '../../support/hostile/inert';

const AT = '2026-03-01T12:00:00.000Z';
const UNSEEN = /(?![\n\t ])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** Every form of evidence, with a text from outside wherever it may hold one. */
const bodies: Record<string, (text: string) => Body> = {
  text: (text) => ({ format: 'text', text }),
  log: (text) => ({
    format: 'log',
    lines: [{ at: AT, level: text.slice(0, 20), service: text.slice(0, 40), message: text }],
  }),
  json: (text) => ({ format: 'json', value: { [text]: [text, { deep: text }] } }),
  table: (text) => ({ format: 'table', columns: [text, 'b'], rows: [[text, 1]] }),
  diff: (text) => ({
    format: 'diff',
    unified: `--- a\n+++ b\n@@ -1 +1 @@\n-one\n+${text.replaceAll('\n', ' ')}\n`,
  }),
  'no diff at all': (text) => ({ format: 'diff', unified: text }),
  trace: (text) => ({
    format: 'trace',
    spans: [{ id: 's1', service: text, name: text, startAt: AT, durationMs: 9 }],
  }),
};

const texts = HOSTILE.filter(({ class: kind }, at) => kind === 'markup' || at % 12 === 0);

describe('evidence holds no link, no element and no unseen character that came with it', () => {
  test.each(Object.keys(bodies))('%s', { timeout: 60_000 }, (format) => {
    for (const { text, name } of texts) {
      const body = bodies[format]?.(text) ?? { format: 'text', text };
      const html = renderToStaticMarkup(<EvidenceBody body={body} label={name} />);
      // Our own drawings set widths and colours by style; nothing else here may.
      const alive = aliveTags(html.replace(/\sstyle="[^"]*"/g, ''));
      expect(alive, name).toEqual([]);
      expect(UNSEEN.exec(html)?.[0], name).toBeUndefined();
    }
  });
});

test('an address in a text is text: nothing is linked by itself', () => {
  for (const text of ['https://evil.example', 'www.evil.example', '[a](https://evil.example)']) {
    expect(renderToStaticMarkup(<VisibleText text={text} />)).toBe(text);
  }
});

test('a warning quotes what gave the text away as text', () => {
  const html = renderToStaticMarkup(<SuspicionNotes of="[ Approve ] <button>now</button>" />);
  expect(html).toContain('Imitates us');
  expect(aliveTags(html)).toEqual([]);
  expect(renderToStaticMarkup(<SuspicionNotes of="Errors began with r42." />)).toBe('');
});

test('no component puts markup of its own making into the page', () => {
  const root = new URL('../../../', import.meta.url).pathname;
  const sources = ['app', 'components', 'lib'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes('/generated/')),
  );
  const found = sources.filter((path) =>
    /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write\(/.test(
      readFileSync(path, 'utf8'),
    ),
  );
  expect(found).toEqual([]);
});
