'use client';

import { clsx } from 'clsx';
import { Table2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ClampedText } from '@/components/text/clamped-text';
import { VisibleText } from '@/components/text/visible-text';
import { EmptyState } from '@/components/ui/empty-state';
import { HeadCell, Table } from '@/components/ui/table';
import { ShowMore, useCap } from './show-more';
import { isNumericColumn, sortRows, type Cell, type Sorting } from './sort-rows';
import { ViewerFrame } from './viewer-frame';

export interface TableViewProps {
  columns: string[];
  rows: Cell[][];
  label: string;
}

export function TableView({ columns, rows, label }: TableViewProps) {
  const [sorting, setSorting] = useState<Sorting | undefined>(undefined);
  const { shown, more } = useCap(100);
  const sorted = useMemo(() => sortRows(rows, sorting), [rows, sorting]);
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
  const sortBy = (column: number) =>
    setSorting((now) =>
      now?.column !== column
        ? { column, direction: numeric[column] ? 'descending' : 'ascending' }
        : { column, direction: now.direction === 'ascending' ? 'descending' : 'ascending' },
    );
  return (
    <ViewerFrame>
      <Table
        dense
        caption={label}
        className="max-h-[28rem]"
        head={columns.map((name, column) => (
          <HeadCell
            key={column}
            numeric={numeric[column]}
            sorted={sorting?.column === column ? sorting.direction : 'none'}
            onSort={() => sortBy(column)}
          >
            <VisibleText text={name} />
          </HeadCell>
        ))}
      >
        {sorted.slice(0, shown).map((row, index) => (
          <tr key={index} className="align-top hover:bg-hover">
            {columns.map((_, column) => (
              <td
                key={column}
                className={clsx(
                  'max-w-96 text-xs break-words',
                  numeric[column] ? 'text-right' : 'font-mono',
                )}
              >
                <CellText cell={row[column] ?? null} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
      <ShowMore shown={shown} total={rows.length} noun="rows" onMore={more} />
    </ViewerFrame>
  );
}

function CellText({ cell }: { cell: Cell }) {
  if (cell === null) return <span className="text-faint">none</span>;
  if (typeof cell === 'string') return <ClampedText text={cell} limit={500} />;
  return String(cell);
}
