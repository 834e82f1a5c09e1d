'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { clsx } from 'clsx';
import { useEffect, useRef, type ReactNode } from 'react';
import { ScrollArea } from '@/components/ui/scroll-area';

export interface LineListProps {
  label: string;
  count: number;
  /** Lines wrap, so their heights differ; else they are as wide as they are. */
  wraps: boolean;
  renderLine: (index: number) => ReactNode;
  /** A line to bring into view. */
  reveal?: number | undefined;
  className?: string | undefined;
}

/** Up to so many stand in the page as they are, for find-in-page and selection; beyond, those in sight. */
const ALL_AT_ONCE = 300;
const LINE_PX = 20;

/** Lines of machine text that scroll by themselves, ten thousand as easily as ten. */
export function LineList(props: LineListProps) {
  return props.count > ALL_AT_ONCE ? <ManyLines {...props} /> : <FewLines {...props} />;
}

const listLook = (wraps: boolean) =>
  clsx('font-mono text-xs leading-5', wraps ? 'w-full' : 'w-max min-w-full');

function FewLines({ label, count, wraps, renderLine, reveal, className }: LineListProps) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (reveal !== undefined) list.current?.children[reveal]?.scrollIntoView({ block: 'nearest' });
  }, [reveal]);
  return (
    <ScrollArea label={label} className={className ?? 'max-h-[28rem]'}>
      <ol ref={list} className={clsx('py-1', listLook(wraps))}>
        {Array.from({ length: count }, (_, index) => (
          <li key={index}>{renderLine(index)}</li>
        ))}
      </ol>
    </ScrollArea>
  );
}

function ManyLines({ label, count, wraps, renderLine, reveal, className }: LineListProps) {
  const area = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => area.current,
    estimateSize: () => LINE_PX,
    overscan: 20,
  });
  useEffect(() => {
    if (reveal !== undefined) virtualizer.scrollToIndex(reveal, { align: 'center' });
  }, [reveal, virtualizer]);
  const items = virtualizer.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <ScrollArea label={label} ref={area} className={className ?? 'h-[28rem]'}>
      <ol className={listLook(wraps)} style={{ paddingTop: before, paddingBottom: after }}>
        {items.map(({ index, key }) => (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={count}
            aria-posinset={index + 1}
          >
            {renderLine(index)}
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}
