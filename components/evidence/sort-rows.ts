export type Cell = string | number | boolean | null;

export interface Sorting {
  column: number;
  direction: 'ascending' | 'descending';
}

/** Rows in order of a column, as given where it ties; numbers as numbers, nothing last. */
export function sortRows(rows: Cell[][], sorting: Sorting | undefined): Cell[][] {
  if (!sorting) return rows;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [one, other] = [a[sorting.column] ?? null, b[sorting.column] ?? null];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * compareCells(one, other);
  });
}

function compareCells(one: Exclude<Cell, null>, other: Exclude<Cell, null>): number {
  const [first, second] = [numberOf(one), numberOf(other)];
  if (first !== undefined && second !== undefined) return first - second;
  return String(one).localeCompare(String(other), 'en', { numeric: true });
}

function numberOf(cell: Cell): number | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string' || cell.trim() === '') return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}

/** A column reads as numbers when every cell it has is one. */
export function isNumericColumn(rows: Cell[][], column: number): boolean {
  let some = false;
  for (const row of rows) {
    const cell = row[column] ?? null;
    if (cell === null) continue;
    if (numberOf(cell) === undefined) return false;
    some = true;
  }
  return some;
}
