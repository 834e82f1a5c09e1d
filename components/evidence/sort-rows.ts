import { quantityOf } from './quantity';

export type Cell = string | number | boolean | null;

export interface Sorting {
  column: number;
  direction: 'ascending' | 'descending';
}

/**
 * Rows in order of a column, as given where it ties: numbers, durations, sizes and shares by what
 * they amount to, other texts as a reader sorts them, nothing last.
 */
export function sortRows(rows: Cell[][], sorting: Sorting | undefined): Cell[][] {
  if (!sorting) return rows;
  const sign = sorting.direction === 'ascending' ? 1 : -1;
  const measure = measureOf(rows, sorting.column);
  return [...rows].sort((a, b) => {
    const [one, other] = [a[sorting.column] ?? null, b[sorting.column] ?? null];
    const [isNone, isOtherNone] = [isNothing(one), isNothing(other)];
    if (isNone || isOtherNone) return Number(isNone) - Number(isOtherNone);
    const [first, second] = [measure(one), measure(other)];
    if (first !== undefined && second !== undefined) return sign * (first - second);
    return sign * String(one).localeCompare(String(other), 'en', { numeric: true });
  });
}

/** A press on a column's head: its better end first, then the other, then as it was sent. */
export function nextSorting(
  now: Sorting | undefined,
  column: number,
  isNumeric: boolean,
): Sorting | undefined {
  const first = isNumeric ? 'descending' : 'ascending';
  if (now?.column !== column) return { column, direction: first };
  if (now.direction !== first) return undefined;
  return { column, direction: isNumeric ? 'ascending' : 'descending' };
}

/** What tools print where there is nothing. */
const isNothing = (cell: Cell): boolean =>
  cell === null || cell === '' || cell === '<none>' || cell === '<unknown>' || cell === '-';

/** Whether a column holds numbers or one sort of quantity; a mixture is text. */
function measureOf(rows: Cell[][], column: number): (cell: Cell) => number | undefined {
  const kinds = new Set<string>();
  for (const row of rows) {
    const cell = row[column] ?? null;
    if (isNothing(cell)) continue;
    if (numberOf(cell) !== undefined) kinds.add('number');
    else kinds.add(quantityOf(String(cell))?.kind ?? 'text');
  }
  const [kind] = kinds;
  // A bare 0 among sizes is a size.
  const isOne = kinds.size === 1 || (kinds.size === 2 && kinds.has('number') && !kinds.has('text'));
  if (!isOne || kind === 'text') return () => undefined;
  return (cell) => numberOf(cell) ?? quantityOf(String(cell))?.amount;
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
