'use client';

import { clsx } from 'clsx';
import { Table2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { EmptyState } from '@/components/ui/empty-state';
import { HeadCell, Table } from '@/components/ui/table';
import { SearchBox } from './search-box';
import { ShowMore, useCap } from './show-more';
import { isNumericColumn, nextSorting, sortRows, type Cell, type Sorting } from './sort-rows';
import { ViewerFrame } from './viewer-frame';

export interface TableViewProps {
  columns: string[];
  rows: Cell[][];
  label: string;
  /** The place of a row that something else on the page points at. */
  current?: number | undefined;
}

/** Fewer rows than this are read, not searched. */
const WORTH_SEARCHING = 12;

/** A table to sort and to search; its first column stays in sight where the rest is scrolled. */
export function TableView({ columns, rows, label, current }: TableViewProps) {
  const [sorting, setSorting] = useState<Sorting | undefined>(undefined);
  const [query, setQuery] = useState('');
  const { shown, more } = useCap(100);
  const marked = current === undefined ? undefined : rows[current];
  const found = useMemo(() => {
    const needle = query.toLowerCase();
    if (needle === '') return rows;
    return rows.filter((row) =>
      row.some((cell) => cell !== null && String(cell).toLowerCase().includes(needle)),
    );
  }, [rows, query]);
  const sorted = useMemo(() => sortRows(found, sorting), [found, sorting]);
  const numeric = useMemo(
    () => columns.map((_, column) => isNumericColumn(rows, column)),
    [columns, rows],
  );
  if (rows.length === 0)
    return (
      <EmptyState icon={Table2} title="A table without rows">
        The query matched nothing in its window.
      </EmptyState>
    );
  const isWide = columns.length > 3;
  const sticks = (column: number) =>
    isWide && column === 0 && 'sticky left-0 z-[1] bg-surface max-sm:max-w-36';
  return (
    <ViewerFrame
      tools={
        rows.length >= WORTH_SEARCHING && (
          <SearchBox label="Search rows" value={query} onChange={setQuery} matches={found.length} />
        )
      }
    >
      <Table
        dense
        caption={label}
        className="max-h-[28rem]"
        head={columns.map((name, column) => (
          <HeadCell
            key={column}
            numeric={numeric[column]}
            sorted={sorting?.column === column ? sorting.direction : 'none'}
            onSort={() => setSorting((now) => nextSorting(now, column, numeric[column] === true))}
            className={sticks(column) || undefined}
          >
            <VisibleText text={name} />
          </HeadCell>
        ))}
      >
        {sorted.slice(0, shown).map((row, index) => (
          <tr
            key={index}
            aria-current={row === marked ? 'true' : undefined}
            className="align-top hover:bg-hover aria-[current=true]:bg-running-tint"
          >
            {columns.map((_, column) => (
              <td
                key={column}
                className={clsx(
                  'max-w-96 text-xs break-words',
                  numeric[column] ? 'text-right' : 'font-mono',
                  sticks(column),
                )}
              >
                <CellText cell={row[column] ?? null} highlight={query} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
      {found.length === 0 && <p className="p-6 text-center text-sm text-muted">No row matches.</p>}
      <ShowMore shown={shown} total={found.length} noun="rows" onMore={more} />
    </ViewerFrame>
  );
}

function CellText({ cell, highlight }: { cell: Cell; highlight: string }) {
  if (cell === null) return <span className="text-faint">none</span>;
  return <ClampedText text={String(cell)} limit={500} highlight={highlight} />;
}
