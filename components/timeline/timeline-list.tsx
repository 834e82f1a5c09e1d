'use client';

import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { RunFacts } from '@/components/incident/run-facts';
import { useShortcut } from '@/components/shell/shortcuts';
import { Button } from '@/components/ui/button';

import { stepLine, type TimelineLine } from './timeline-rows';
import { TreeLine } from './tree-line';
import { useLiveEdge } from './use-live-edge';
import { useRowHeight } from './use-row-height';

export interface TimelineListProps {
  lines: TimelineLine[];
  facts: RunFacts | undefined;
  /** The line that the inspector shows. */
  selectedId: string | undefined;
  highlight: string;
  time: 'age' | 'utc';
  laneIndex: (lane: string) => number;
  onSelect: (id: string) => void;
  onFold: (key: string, open: boolean) => void;
  /** Called when the first or the last lines come near, for as long as there are more beyond them. */
  onTop?: (() => void) | undefined;
  onEnd?: (() => void) | undefined;
  /** Told whether what is read lies far above the last line. */
  onReadBack?: ((isReadBack: boolean) => void) | undefined;
}

/** So many lines before the end of what is held, more is asked for. */
const AHEAD = 40;
/** So many lines above the end is far: as many events at least come before what is let go of there. */
const FAR = 600;

/** A line's own for as long as it is there; its id is another once a second event joins its row. */
const keyOf = (line: TimelineLine | undefined): string | undefined =>
  line?.level === 1 ? line.group.key : line?.id;

/**
 * At the edge the list is about to be scrolled to its end: rendered for there at once, the rows that
 * came are rendered once, where they would be twice.
 */
function aimAtEnd(list: Virtualizer<HTMLDivElement, Element>): void {
  if (list.scrollOffset === null || !list.scrollRect) return;
  list.scrollOffset = Math.max(0, list.getTotalSize() - list.scrollRect.height);
}

/** The rows as a real tree, virtualised: a hundred thousand scroll like forty. */
export function TimelineList({
  lines,
  facts,
  selectedId,
  highlight,
  time,
  laneIndex,
  onSelect,
  onFold,
  onTop,
  onEnd,
  onReadBack,
}: TimelineListProps) {
  const treeId = useId();
  const rowPx = useRowHeight();
  const [cursorId, setCursorId] = useState(selectedId);
  const chosen = lines.findIndex((line) => line.id === selectedId);
  const cursor = lines.findIndex((line) => line.id === cursorId);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => keyOf(lines[index]) ?? index,
    // What is read stays where it is while earlier rows are put above it, or too many are let go of.
    anchorTo: 'end',
    overscan: 6,
    initialOffset: () => (chosen < 0 ? lines.length : Math.max(0, chosen - 5)) * rowPx,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowPx]);
  const edge = useLiveEdge(scroller, lines, chosen < 0, onEnd === undefined);

  // What others select, such as a link from a hypothesis, comes into view here.
  const reveal = useRef(() => {});
  useEffect(() => {
    reveal.current = () => {
      if (chosen >= 0) virtualizer.scrollToIndex(chosen, { align: 'auto' });
    };
  });
  useEffect(() => {
    setCursorId(selectedId);
    reveal.current();
  }, [selectedId]);

  const choose = useCallback(
    (id: string) => {
      setCursorId(id);
      onSelect(id);
    },
    [onSelect],
  );
  const moveTo = (index: number | undefined) => {
    const line = index === undefined ? undefined : lines[index];
    if (!line || index === undefined) return;
    setCursorId(line.id);
    virtualizer.scrollToIndex(index, { align: 'auto' });
    if (document.activeElement !== scroller.current) {
      scroller.current?.focus({ preventScroll: true });
    }
  };
  const from = cursor < 0 && edge.isAtEdge ? lines.length : cursor;
  useShortcut('j', 'Next row', () => moveTo(stepLine(lines, from, 'j')), 'Timeline');
  useShortcut('k', 'Previous row', () => moveTo(stepLine(lines, from, 'k')), 'Timeline');
  useShortcut('ArrowLeft', 'Fold the row', () => fold(false), 'Timeline');
  useShortcut('ArrowRight', 'Unfold the row', () => fold(true), 'Timeline');
  useShortcut('Enter', 'Inspect the row', () => inspect(), 'Timeline');

  const fold = (open: boolean) => {
    const line = lines[cursor];
    if (!line) return;
    if (line.isFoldable && line.isOpen !== open) onFold(line.group.key, open);
    else if (!open && line.level === 2) {
      setCursorId(line.group.key);
      onFold(line.group.key, false);
    }
  };
  const inspect = () => {
    const line = lines[cursor];
    if (line) onSelect(line.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = stepLine(lines, from, event.key);
    if (event.key === 'Enter' || event.key === ' ') inspect();
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      fold(event.key === 'ArrowRight');
    } else if (next !== undefined && event.key.length > 1) moveTo(next);
    else return;
    event.preventDefault();
  };

  if (edge.isAtEdge) aimAtEnd(virtualizer);
  const items = virtualizer.getVirtualItems();
  const [shownFrom, shownTo] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    if (shownFrom < AHEAD) onTop?.();
    if (shownTo > lines.length - AHEAD) onEnd?.();
  }, [shownFrom, shownTo, lines.length, onTop, onEnd]);
  const isReadBack = !edge.isAtEdge && lines.length - shownTo > FAR;
  useEffect(() => {
    if (!isReadBack || !onReadBack) return;
    onReadBack(true);
    return () => onReadBack(false);
  }, [isReadBack, onReadBack]);
  const isCursorShown = items.some(({ index }) => index === cursor);
  return (
    <div className="@container relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="tree"
        aria-label="Timeline"
        tabIndex={0}
        aria-activedescendant={isCursorShown ? `${treeId}${cursor}` : undefined}
        onKeyDown={onKeyDown}
        onScroll={edge.onScroll}
        className="focus-inset group min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain contain-content [overflow-anchor:none]"
      >
        <div role="none" className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start, key }) => {
            const line = lines[index];
            return (
              line && (
                <TreeLine
                  key={key}
                  id={`${treeId}${index}`}
                  className="absolute inset-x-0 top-0 h-(--row) contain-strict"
                  style={{ transform: `translateY(${start}px)` }}
                  line={line}
                  facts={facts}
                  highlight={highlight}
                  time={time}
                  selected={index === chosen}
                  atCursor={index === cursor && index !== chosen}
                  laneIndex={laneIndex}
                  onSelect={choose}
                  onFold={onFold}
                />
              )
            );
          })}
        </div>
      </div>
      {edge.newCount > 0 && onEnd === undefined && (
        <span className="absolute inset-x-0 bottom-3 flex justify-center">
          <Button
            size="sm"
            variant="primary"
            icon={<ArrowDown aria-hidden size={13} />}
            onClick={edge.toEdge}
          >
            {edge.newCount} new
          </Button>
        </span>
      )}
    </div>
  );
}
