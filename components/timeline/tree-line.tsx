import type { CSSProperties } from 'react';
import { TimelineItem, type TimelineItemProps } from './timeline-item';

export interface TreeLineProps extends TimelineItemProps {
  id?: string | undefined;
  className?: string | undefined;
  style?: CSSProperties | undefined;
}

/** A row as an item of the tree; the tree itself holds the focus. */
export function TreeLine({ id, className, style, ...item }: TreeLineProps) {
  const { line, selected } = item;
  return (
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={line.level}
      aria-posinset={line.place}
      aria-setsize={line.siblings}
      aria-selected={selected}
      aria-expanded={line.isFoldable ? line.isOpen : undefined}
      className={className}
      style={style}
    >
      <TimelineItem {...item} />
    </div>
  );
}
