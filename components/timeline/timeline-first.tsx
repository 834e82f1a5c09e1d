'use client';

import { clsx } from 'clsx';
import { useSyncExternalStore } from 'react';
import type { TimelineListProps } from './timeline-list';
import { TreeLine } from './tree-line';

/** As many rows as the highest of screens shows. */
const SHOWN = 40;
/** So few rows stand at the top of the list however high it is. */
const FEW = 12;

const never = () => () => {};

/** False on the server and as the page wakes up, when what the server sent must stand as it is. */
export const useIsAwake = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/**
 * The timeline as the server sends it, before a script runs: the newest rows, or those around the
 * one that the link leads to. The list that scrolls takes its place at once.
 */
export function TimelineFirst({
  lines,
  selectedId,
  onTop: _top,
  onEnd: _end,
  onReadBack: _back,
  ...rest
}: TimelineListProps) {
  const chosen = lines.findIndex((line) => line.id === selectedId);
  const from = chosen < 0 ? Math.max(0, lines.length - SHOWN) : Math.max(0, chosen - 5);
  const isAtEnd = chosen < 0 && lines.length > FEW;
  return (
    <div
      role="tree"
      aria-label="Timeline"
      className="@container relative min-h-0 flex-1 overflow-hidden"
    >
      <div role="none" className={clsx(isAtEnd && 'absolute inset-x-0 bottom-0')}>
        {lines.slice(from, from + SHOWN).map((line) => (
          <TreeLine
            key={line.id}
            {...rest}
            line={line}
            selected={line.id === selectedId}
            atCursor={false}
          />
        ))}
      </div>
    </div>
  );
}
