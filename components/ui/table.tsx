import { clsx } from 'clsx';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { ScrollArea } from './scroll-area';
import { PlainButton } from './plain-button';

export interface TableProps {
  /** What the table holds; read by screen readers and naming its scroll region. */
  caption: string;
  head: ReactNode;
  /** Rows as `<tr>`. */
  children: ReactNode;
  dense?: boolean | undefined;
  className?: string | undefined;
}

/** Scrolls within itself when too wide, so the page never does. */
export function Table({ caption, head, children, dense = false, className }: TableProps) {
  return (
    <ScrollArea label={caption} className={className}>
      <table
        className={clsx(
          'w-full border-collapse text-left text-sm [&_tbody_tr]:border-b [&_tbody_tr]:border-line [&_tbody_tr:last-child]:border-0',
          '[&_td]:px-3 [&_th]:px-3 [&_td:first-child]:pl-4 [&_th:first-child]:pl-4 [&_td:last-child]:pr-4 [&_th:last-child]:pr-4',
          dense ? '[&_td]:py-(--cell-dense-y)' : '[&_td]:py-(--cell-y)',
        )}
      >
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 z-10 bg-surface">
          <tr className="border-b border-line">{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollArea>
  );
}

export interface HeadCellProps extends Omit<ComponentProps<'th'>, 'onClick'> {
  /** Which way this column sorts now; leave out when it does not sort. */
  sorted?: 'ascending' | 'descending' | 'none' | undefined;
  onSort?: (() => void) | undefined;
  numeric?: boolean | undefined;
}

export function HeadCell({ sorted, onSort, numeric, className, children, ...rest }: HeadCellProps) {
  const Arrow =
    sorted === 'ascending' ? ArrowUp : sorted === 'descending' ? ArrowDown : ChevronsUpDown;
  return (
    <th
      {...rest}
      scope="col"
      aria-sort={onSort ? (sorted ?? 'none') : undefined}
      className={clsx(
        'h-8 text-xs font-medium whitespace-nowrap text-muted',
        numeric && 'text-right',
        className,
      )}
    >
      {onSort ? (
        <PlainButton
          onClick={onSort}
          className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink pointer-coarse:min-h-11"
        >
          {children}
          <Arrow
            aria-hidden
            size={12}
            className={sorted && sorted !== 'none' ? 'text-ink' : 'text-faint'}
          />
        </PlainButton>
      ) : (
        children
      )}
    </th>
  );
}
