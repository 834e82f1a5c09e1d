'use client';

import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { countAfter, type TimelineLine } from './timeline-rows';

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
 * New rows never move what is being read: the list follows only while its end is in view. To be used
 * after the virtualizer, which keeps in place what is read while rows are put above: its end has the
 * last word.
 */
export function useLiveEdge(
  scroller: RefObject<HTMLDivElement | null>,
  lines: readonly TimelineLine[],
  startsAtEdge: boolean,
  /** Whether the last line is the newest there is; else its end is no edge to follow. */
  isNewest: boolean,
): LiveEdge {
  const last = lines.at(-1);
  // The last line that was seen before the end was left; undefined while it is in view.
  const [leftAt, setLeftAt] = useState(startsAtEdge ? undefined : last);
  const isAtEdge = leftAt === undefined && isNewest;
  const lastTop = useRef(0);

  const pin = useCallback((element: HTMLDivElement) => {
    element.scrollTop = element.scrollHeight;
    lastTop.current = element.scrollTop;
  }, []);
  const toEdge = () => {
    if (scroller.current) pin(scroller.current);
    setLeftAt(undefined);
  };
  const onScroll = () => {
    const element = scroller.current;
    if (!element) return;
    const isUp = element.scrollTop < lastTop.current;
    lastTop.current = element.scrollTop;
    const rest = element.scrollHeight - element.scrollTop - element.clientHeight;
    // Nobody went back: the list became lower between a row that came and the news of its scrolling.
    if (isAtEdge && !isUp && rest >= EDGE_PX) pin(element);
    else setLeftAt((known) => (rest < EDGE_PX ? undefined : (known ?? last)));
  };

  useBeforePaint(() => {
    if (isAtEdge && scroller.current) pin(scroller.current);
  }, [scroller, lines, isAtEdge, pin]);

  // The list's height changes with what stands above it; its end stays in view all the same.
  useEffect(() => {
    const element = scroller.current;
    if (!element || !isAtEdge) return;
    const observer = new ResizeObserver(() => pin(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, isAtEdge, pin]);

  return {
    isAtEdge,
    newCount: leftAt === undefined ? 0 : countAfter(lines, leftAt),
    toEdge,
    onScroll,
  };
}
