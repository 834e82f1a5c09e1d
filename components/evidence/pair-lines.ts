import type { DiffLine } from './parse-unified';

/** One row of two columns: what was and what is; a note stands in both. */
export interface DiffPair {
  before: DiffLine | undefined;
  after: DiffLine | undefined;
}

/** Lines side by side: what was removed beside what came in its place, in order. */
export function pairLines(lines: readonly DiffLine[]): DiffPair[] {
  const pairs: DiffPair[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const settle = () => {
    const rows = Math.max(removed.length, added.length);
    for (let at = 0; at < rows; at++) pairs.push({ before: removed[at], after: added[at] });
    [removed, added] = [[], []];
  };
  for (const line of lines) {
    if (line.kind === 'removed') {
      if (added.length > 0) settle();
      removed.push(line);
    } else if (line.kind === 'added') added.push(line);
    else {
      settle();
      pairs.push({ before: line, after: line });
    }
  }
  settle();
  return pairs;
}
