import { utcFull } from '@/components/time/format-time';
import { revealedText } from '@/lib/text/visible';

/** A row of the timeline as it is copied. Its words are an agent's or a person's; the link is ours. */
export interface MarkdownRow {
  /** RFC 3339. */
  at: string;
  lane: string;
  kind: string;
  claim: string;
  /** Absolute. */
  href: string;
}

export interface MarkdownHead {
  title: string;
  href: string;
  /** What is shown and what is left out, a sentence each. */
  notes: string[];
}

/** Keeps together what it stands in, and is not seen. */
const JOINER = '\u2060';
/** What would begin something in Markdown, and what programs make links of by themselves. */
const LIVE = /[\\|`*_[\]<>~$&]|@|:(?=\/\/)|#(?=\d)|www(?=\.)|(?:mailto|xmpp):/gi;
/** A backslash before another character would be taken for ours, and a pipe ends a cell. */
const ENTITIES: Record<string, string> = { '\\': '&#92;', '|': '&#124;' };

/**
 * Text from outside as Markdown that says the same and does nothing: no emphasis, code, link, image,
 * HTML, entity, formula or table of its own, and all of it on one line. Programs also make links of bare
 * addresses, mentions of `@name` and references of `#12`; an unseen word joiner holds them off.
 */
export function inertText(text: string): string {
  const line = revealedText(text.replaceAll(/[\n\t ]+/g, ' ').trim());
  return line.replaceAll(LIVE, (each) => {
    if (/^[`*_[\]<>~$&]$/.test(each)) return `\\${each}`;
    return ENTITIES[each] ?? `${each}${JOINER}`;
  });
}

/** Nothing in an address of ours may end the link that it stands in. */
const linkTo = (href: string): string =>
  href.replaceAll(/[()<>\\|`[\]]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

const clock = (at: string): string => utcFull(at).replace(/ UTC$/, '');

/**
 * Rows as a table in GitHub's Markdown: each with its time in UTC, which leads back to it. Text from
 * outside never stands within a link: there are parsers that read it once more, without its escapes. Pure.
 */
export function timelineMarkdown(
  { title, href, notes }: MarkdownHead,
  rows: MarkdownRow[],
): string {
  const lines = rows.map(
    (row) =>
      `| [${clock(row.at)}](${linkTo(row.href)}) | ${[row.lane, row.kind, row.claim]
        .map(inertText)
        .join(' | ')} |`,
  );
  return [
    `### ${inertText(title)}`,
    '',
    `[The room](${linkTo(href)})`,
    '',
    ...notes.map(inertText).flatMap((note) => [note, '']),
    '| Time (UTC) | Lane | Kind | What |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}
