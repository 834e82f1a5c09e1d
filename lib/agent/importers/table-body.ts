import type { EvidenceBody } from '@/lib/evidence/schema';

const MAX_ROWS = 20_000;

/**
 * The aligned columns that `kubectl get` prints. A row that does not fit under the header makes
 * it no table, so that nothing is shown in a column it does not belong to.
 */
export function tableBody(output: string): EvidenceBody | undefined {
  const lines = output.trimEnd().split('\n');
  // A blank line parts two tables, as in `kubectl get all`.
  if (lines.some((line) => line.trim() === '')) return undefined;
  const [header, ...rest] = lines;
  if (header === undefined || rest.length === 0 || rest.length > MAX_ROWS) return undefined;
  if (
    !/^[A-Z][A-Z0-9()-]*(?: [A-Z0-9()-]+)*(?: {2,}[A-Z][A-Z0-9()-]*(?: [A-Z0-9()-]+)*)+\s*$/.test(
      header,
    )
  ) {
    return undefined;
  }
  const starts = [...header.matchAll(/\S+(?: \S+)*/g)].map((match) => match.index);
  const fits = rest.every((line) => starts.every((start) => start === 0 || fitsAt(line, start)));
  if (!fits) return undefined;
  const cells = (line: string) => starts.map((start, i) => line.slice(start, starts[i + 1]).trim());
  return { format: 'table', columns: cells(header), rows: rest.map(cells) };
}

const fitsAt = (line: string, start: number) =>
  line.length <= start ||
  (line[start - 1] === ' ' && line[start] !== ' ') ||
  /^\s*$/.test(line.slice(start));
