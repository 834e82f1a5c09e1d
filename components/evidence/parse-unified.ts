export interface DiffLine {
  kind: 'added' | 'removed' | 'context' | 'note';
  text: string;
  oldLine?: number;
  newLine?: number;
}

export interface DiffHunk {
  /** What stands after the second `@@`: usually the function it is in. */
  heading: string;
  lines: DiffLine[];
}

export interface DiffFile {
  from: string;
  to: string;
  /** What git says about the file before its first hunk: modes, index, rename. */
  notes: string[];
  hunks: DiffHunk[];
}

const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;

/**
 * Reads a unified diff as git and diff(1) write it. Line counts in hunk heads are believed only
 * for telling `--- ` as content from `--- ` as a new file; what fits nowhere is kept as a note,
 * so that no line that was sent goes unseen. Undefined when there is no hunk: then it is text.
 */
export function parseUnified(unified: string): DiffFile[] | undefined {
  const files: DiffFile[] = [];
  let file: DiffFile | undefined;
  let hunk: DiffHunk | undefined;
  let [oldLine, newLine, oldLeft, newLeft] = [0, 0, 0, 0];
  let loose: string[] = [];
  const openFile = (from: string, to: string) => {
    file = { from, to, notes: loose, hunks: [] };
    loose = [];
    hunk = undefined;
    files.push(file);
    return file;
  };
  const lines = unified.split('\n');
  if (lines.at(-1) === '') lines.pop();

  for (const raw of lines) {
    const isInside = hunk !== undefined && (oldLeft > 0 || newLeft > 0);
    const head = isInside ? null : hunkHead.exec(raw);
    if (head) {
      [oldLine, newLine] = [Number(head[1]), Number(head[3])];
      [oldLeft, newLeft] = [Number(head[2] ?? 1), Number(head[4] ?? 1)];
      hunk = { heading: head[5] ?? '', lines: [] };
      (file ?? openFile('', '')).hunks.push(hunk);
    } else if (!isInside && raw.startsWith('--- ')) {
      openFile(pathOf(raw), '');
    } else if (!isInside && raw.startsWith('+++ ') && file?.hunks.length === 0) {
      file.to = pathOf(raw);
    } else if (hunk && raw.startsWith('+')) {
      hunk.lines.push({ kind: 'added', text: raw.slice(1), newLine: newLine++ });
      newLeft--;
    } else if (hunk && raw.startsWith('-')) {
      hunk.lines.push({ kind: 'removed', text: raw.slice(1), oldLine: oldLine++ });
      oldLeft--;
    } else if (hunk && (raw.startsWith(' ') || (raw === '' && isInside))) {
      hunk.lines.push({
        kind: 'context',
        text: raw.slice(1),
        oldLine: oldLine++,
        newLine: newLine++,
      });
      oldLeft--;
      newLeft--;
    } else if (hunk && isInside) {
      hunk.lines.push({ kind: 'note', text: raw });
    } else if (hunk && raw.startsWith('\\')) {
      hunk.lines.push({ kind: 'note', text: raw });
    } else {
      if (/^(diff |Index: )/.test(raw)) [file, hunk] = [undefined, undefined];
      loose.push(raw);
    }
  }
  if (!files.some((each) => each.hunks.length > 0)) return undefined;
  // What follows the last hunk, as of a file that was only renamed, is a file of its own.
  if (loose.length > 0) openFile('', '');
  return files;
}

/** The first so many lines of a diff, with the files and hunks they stand in. */
export function cutDiff(files: DiffFile[], limit: number): DiffFile[] {
  let left = limit;
  const cut: DiffFile[] = [];
  for (const file of files) {
    const hunks: DiffHunk[] = [];
    for (const hunk of file.hunks) {
      if (left <= 0) break;
      hunks.push({ ...hunk, lines: hunk.lines.slice(0, left) });
      left -= hunk.lines.length;
    }
    if (hunks.length > 0 || (file.hunks.length === 0 && left > 0)) cut.push({ ...file, hunks });
  }
  return cut;
}

/** Without the tab and time that diff(1) adds, and git's a/ and b/. */
function pathOf(line: string): string {
  const path = line.slice(4).split('\t')[0] ?? '';
  return path === '/dev/null' ? '' : path.replace(/^[ab]\//, '');
}
