import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { marked, type Token } from 'marked';
import { describe, expect, it } from 'vitest';
import { copiedRows, filterNotes, roomHref } from '@/components/timeline/copy-rows';
import { groupEvents } from '@/components/timeline/group-events';
import { inertText, type MarkdownRow, timelineMarkdown } from '@/components/timeline/markdown';
import { revealedText } from '@/lib/text/visible';
import { created, evidenceAt, factsFrom, proposedAt } from './room-sample';

const OURS = 'https://countersign.example/';
const head = { title: 'SEV2 Error rate above 5 %', href: `${OURS}incidents/inc_1`, notes: [] };
const row = (claim: string, more: Partial<MarkdownRow> = {}): MarkdownRow => ({
  at: '2026-05-04T14:00:00.000Z',
  lane: 'Scout',
  kind: 'Evidence',
  claim,
  href: `${OURS}incidents/inc_1?sel=e%3A2`,
  ...more,
});

/** Every token that a Markdown parser of the wild makes of a text, with what lies in it. */
function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  marked.walkTokens(marked.lexer(text, { gfm: true }), (token) => {
    found.push(token);
  });
  return found;
}
/** What a table of ours is made of, and what words are made of that do nothing. */
const STILL = ['heading', 'paragraph', 'space', 'table', 'text', 'escape'];
const linksOf = (text: string) =>
  tokensOf(text).flatMap((token) => (token.type === 'link' ? [String(token.href)] : []));
const live = (text: string) =>
  tokensOf(text)
    .map(({ type }) => type)
    .filter((type) => !STILL.includes(type) && type !== 'link');

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const decoded = (text: string): string =>
  text.replaceAll(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name = '') =>
    code === undefined ? (NAMED[name] ?? whole) : String.fromCodePoint(Number(code)),
  );
/** The words that a reader sees in a cell: an escaped character is itself, an entity what it names. */
const seen = (cell: { tokens: Token[] }): string =>
  cell.tokens
    .map((token) => {
      const text = 'text' in token ? String(token.text) : token.raw;
      return token.type === 'escape' ? text : decoded(text);
    })
    .join('')
    .replaceAll('\u2060', '');
const tableOf = (text: string) => {
  const [table] = tokensOf(text).filter(({ type }) => type === 'table');
  return table as unknown as { rows: { tokens: Token[] }[][] };
};

const HOSTILE = [
  ['a pipe, which would end its cell', 'before | after'],
  ['a pipe after a backslash', 'before \\| after \\\\| end\\'],
  ['a link', '[press here](https://evil.example)'],
  ['a link by reference', '[press][1] [1]: https://evil.example'],
  ['a link that runs something', '[press](javascript:alert(1))'],
  ['an image, which would be fetched', '![](https://evil.example/pixel.png)'],
  ['an address in angle brackets', '<https://evil.example>'],
  ['a bare address', 'see https://evil.example/a_b*c and http://evil.example'],
  ['a bare address without a scheme', 'see www.evil.example'],
  ['an e-mail address', 'write to oncall@evil.example or <oncall@evil.example>'],
  ['an address of mail', 'mailto:oncall@evil.example'],
  ['a mention', '@everyone look, (@ann)'],
  ['a reference to an issue', 'fixes #12, org/repo#7'],
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)> <!-- x -->'],
  ['an entity', '&lt;b&gt; &#91;x&#93;(y) &amp; &#124;'],
  ['code', 'a `rm -rf` b ``c`` ```d'],
  ['emphasis', '**bold** _x_ *y* __z__ ~~gone~~'],
  ['lines of its own', 'one\n| two | three |\n\n# four\r\n- five\n---'],
  ['a heading, a list and a quote', '# a - b > c 1. d'],
  ['a formula', '$x$ and $$y$$'],
  ['a footnote', 'x[^1] [^1]: y'],
  ['an unseen turn of direction', 'a\u202Eb\u2060c\u200Bd'],
] as const;

describe('text from outside in Markdown', () => {
  it.each(HOSTILE)('makes nothing of %s, and still says it', (_what, text) => {
    const markdown = timelineMarkdown(head, [row(text), row('next')]);
    expect(live(markdown)).toEqual([]);
    expect(new Set(linksOf(markdown).map((href) => new URL(href).origin))).toEqual(
      new Set([new URL(OURS).origin]),
    );
    const { rows } = tableOf(markdown);
    expect(rows).toHaveLength(2);
    const cell = rows[0]?.[3];
    expect(cell && seen(cell)).toBe(revealedText(text.replaceAll(/[\n\t ]+/g, ' ').trim()));
  });

  it('is inert as a title, a lane, a kind and a note as well', () => {
    for (const [, text] of HOSTILE) {
      const markdown = timelineMarkdown(
        { ...head, title: text, notes: [`Only rows with “${text}”.`] },
        [row('x', { lane: text, kind: text })],
      );
      expect(live(markdown), text).toEqual([]);
      expect(linksOf(markdown), text).toEqual([head.href, row('').href]);
    }
  });

  const pieces = oneof(
    string({ unit: 'binary', maxLength: 12 }),
    constantFrom(...HOSTILE.map(([, text]) => text)),
    constantFrom('|', '\\', '`', '[', ']', '(', ')', '<', '>', '!', '*', '_', '~', '@', '://', '&'),
    constantFrom('http', 'www.', 'javascript:', '\n', '#1', '$', 'x', ' ', '^', '{', '}'),
  );
  const texts = array(pieces, { maxLength: 8 }).map((all) => all.join(''));

  it('never yields a link, an image, HTML or code but ours, whatever it says', () => {
    assert(
      property(texts, texts, (claim, lane) => {
        const markdown = timelineMarkdown(head, [row(claim, { lane }), row('next')]);
        expect(live(markdown)).toEqual([]);
        expect(linksOf(markdown)).toEqual([head.href, row('').href, row('').href]);
        expect(tableOf(markdown).rows.map((cells) => cells.length)).toEqual([4, 4]);
      }),
      { numRuns: 400 },
    );
  });

  it('stays on one line', () => {
    assert(
      property(texts, (text) => {
        expect(inertText(text)).not.toMatch(/[\n\r\u2028\u2029]/);
      }),
    );
  });
});

describe('the timeline as Markdown', () => {
  const place = { origin: OURS, incidentId: 'inc_1', runId: 'inv_1', at: null };
  const facts = factsFrom([
    created(),
    evidenceAt(2, 'E1', 'Errors since r42'),
    proposedAt(3, 'H1', 'r42 broke it', 0.5),
  ]);
  const { groups } = groupEvents(facts.run.events);

  it('is a table with times in UTC that lead back to their rows', () => {
    const rows = copiedRows(groups, facts, place);
    expect(timelineMarkdown({ ...head, notes: ['Only kinds Evidence.'] }, rows)).toBe(
      [
        '### SEV2 Error rate above 5 %',
        '',
        `[The room](${OURS}incidents/inc_1)`,
        '',
        'Only kinds Evidence.',
        '',
        '| Time (UTC) | Lane | Kind | What |',
        '| --- | --- | --- | --- |',
        `| [2026-05-04 14:00:01](${OURS}incidents/inc_1?run=inv_1&sel=e%3A1) | Scout | Investigation began | Goal not stated |`,
        `| [2026-05-04 14:00:02](${OURS}incidents/inc_1?run=inv_1&sel=e%3A2) | Scout | Evidence from logs | Errors since r42 |`,
        `| [2026-05-04 14:00:03](${OURS}incidents/inc_1?run=inv_1&sel=e%3A3) | Scout | Open | r42 broke it · 50 % |`,
        '',
      ].join('\n'),
    );
  });

  it('leads back to the moment that was looked at', () => {
    expect(roomHref({ ...place, at: '120' }, 'step:s1')).toBe(
      `${OURS}incidents/inc_1?run=inv_1&at=120&sel=step%3As1`,
    );
  });

  it('says what a filter leaves out', () => {
    const all = {
      topics: [],
      lanes: [],
      sources: [],
      services: [],
      window: null,
      flagged: false,
      text: '',
    };
    expect(filterNotes(all)).toEqual([]);
    expect(
      filterNotes({
        ...all,
        topics: ['evidence'],
        services: ['checkout', 'cart'],
        text: ' r42 ',
        window: { fromMs: Date.parse('2026-05-04T14:00:00Z'), toMs: null },
      }),
    ).toEqual([
      'Only kinds Evidence; services checkout, cart; rows with “r42”; from 2026-05-04 14:00:00 UTC on.',
    ]);
  });
});
