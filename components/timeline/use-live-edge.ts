'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { TimelineLine } from './timeline-rows';

/** Within this many pixels of the end counts as reading along. */
const EDGE_PX = 12;

export interface LiveEdge {
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
  scroller: RefObject<HTMLElement | null>,
  lines: readonly TimelineLine[],
  rowPx: number,
  startsAtEdge: boolean,
): LiveEdge {
  const [isAtEdge, setAtEdge] = useState(startsAtEdge);
  const atEdge = useRef(startsAtEdge);
  const seen = useRef(lines.at(-1)?.id);
  const before = useRef(lines);

  const toEdge = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [scroller]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const rest = element.scrollHeight - element.scrollTop - element.clientHeight;
    atEdge.current = rest < EDGE_PX;
    setAtEdge(atEdge.current);
  }, [scroller]);

  useBeforePaint(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = lines;
    if (!element) return;
    if (atEdge.current) {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const top = old[Math.floor(element.scrollTop / rowPx)];
    if (!top || old === lines) return;
    const moved = lines.findIndex((line) => line.id === top.id) - old.indexOf(top);
    if (moved > 0 || (moved < 0 && lines.includes(top))) element.scrollTop += moved * rowPx;
  }, [lines, rowPx, scroller]);

  useEffect(() => {
    if (isAtEdge) seen.current = lines.at(-1)?.id;
  }, [isAtEdge, lines]);

  const place = isAtEdge ? -1 : lines.findLastIndex((line) => line.id === seen.current);
  const newCount = isAtEdge || place < 0 ? 0 : lines.length - 1 - place;
  return { isAtEdge, newCount, toEdge, onScroll };
}
