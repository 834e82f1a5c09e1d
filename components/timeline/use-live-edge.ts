'use client';

import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { TimelineLine } from './timeline-rows';

/** Within this many pixels of the end counts as reading along. */
const EDGE_PX = 12;

export interface LiveEdge {
  scroller: RefObject<HTMLDivElement | null>;
  isAtEdge: boolean;
  /** Rows that arrived below while something above is being read. */
  newCount: number;
  toEdge: () => void;
  onScroll: () => void;
}

/** Layout effects do not run on the server, and React says so for each. */
const useBeforePaint = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/**
 * New rows never move what is being read: the list follows only while its end is in view. Rows
 * that are put above, such as earlier events, push the scroll position along.
 */
export function useLiveEdge(
  lines: readonly TimelineLine[],
  rowPx: number,
  startsAtEdge: boolean,
  /** Whether the last line is the newest there is; else its end is no edge to follow. */
  isNewest: boolean,
): LiveEdge {
  const scroller = useRef<HTMLDivElement>(null);
  const lastId = lines.at(-1)?.id;
  // The last line that was seen before the end was left; undefined while it is in view.
  const [leftAt, setLeftAt] = useState(startsAtEdge ? undefined : lastId);
  const isAtEdge = leftAt === undefined && isNewest;
  const before = useRef(lines);

  const toEdge = () => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
    setLeftAt(undefined);
  };
  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const rest = element.scrollHeight - element.scrollTop - element.clientHeight;
    setLeftAt((known) => (rest < EDGE_PX ? undefined : (known ?? lastId)));
  };

  useBeforePaint(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = lines;
    if (!element) return;
    if (isAtEdge) {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const place = Math.floor(element.scrollTop / rowPx);
    const top = old[place];
    if (!top || old === lines) return;
    const now = lines.findIndex((line) => line.id === top.id);
    if (now >= 0 && now !== place) element.scrollTop += (now - place) * rowPx;
  }, [lines, rowPx, isAtEdge]);

  // The list's height changes with what stands above it; its end stays in view all the same.
  useEffect(() => {
    const element = scroller.current;
    if (!element || !isAtEdge) return;
    const observer = new ResizeObserver(() => {
      element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isAtEdge]);

  const place = isAtEdge ? -1 : lines.findLastIndex((line) => line.id === leftAt);
  return {
    scroller,
    isAtEdge,
    newCount: place < 0 ? 0 : lines.length - 1 - place,
    toEdge,
    onScroll,
  };
}
