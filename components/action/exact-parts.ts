export type ExactPart =
  | { kind: 'text'; text: string }
  | { kind: 'mark'; sign: string; label: string; endsLine?: true };

const marks: Record<string, Omit<Extract<ExactPart, { kind: 'mark' }>, 'kind'>> = {
  '\n': { sign: '↵', label: 'line feed', endsLine: true },
  '\t': { sign: '⇥', label: 'tab' },
  ' ': { sign: '␣', label: 'space' },
};

/** Blanks that the eye cannot count: at an edge, doubled, or beside another blank. */
const blanks = /[\n\t]|^ +| +$| {2,}| (?=[\n\t])|(?<=[\n\t]) /gu;

/**
 * A text in which no blank goes unseen. A single space between words stays a space; every line
 * feed, every tab, and every space that could be missed becomes a mark of its own. The signs
 * themselves, should they be in the text, are told apart by not being marks.
 */
export function exactParts(text: string): ExactPart[] {
  const parts: ExactPart[] = [];
  let from = 0;
  for (const { 0: run, index } of text.matchAll(blanks)) {
    if (index > from) parts.push({ kind: 'text', text: text.slice(from, index) });
    for (const blank of run) {
      const mark = marks[blank];
      if (mark) parts.push({ kind: 'mark', ...mark });
    }
    from = index + run.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
