'use client';

import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { Tooltip } from '@/components/ui/tooltip';
import { clusterMarks } from './cluster-marks';
import type { OverviewMark } from './overview-marks';
import { useRoomHands } from './room-context';
import { PlainButton } from '@/components/ui/plain-button';

export interface OverviewMarkListProps {
  marks: OverviewMark[];
  /** Where an instant stands on the plot, 0 to 1. */
  shareOf: (ms: number) => number;
}

/** A mark is a button of 24 px, and needs as much to itself. */
const MARK_PX = 26;
/** The narrowest plot there is, on a phone: so far apart until its width is known. */
const NARROWEST_PX = 200;

const dots = {
  waiting: 'bg-waiting-fill',
  good: 'bg-good-fill',
  bad: 'bg-bad-fill',
  quiet: 'bg-quiet-fill',
};

/** Stop points and decisions as buttons over the plot, each over its instant. */
export function OverviewMarkList({ marks, shareOf }: OverviewMarkListProps) {
  const { select } = useRoomHands();
  const list = useRef<HTMLOListElement>(null);
  const [width, setWidth] = useState(NARROWEST_PX);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const apart = MARK_PX / Math.max(NARROWEST_PX, width);
  return (
    <ol
      ref={list}
      aria-label="Stop points and decisions"
      className="absolute -top-1 right-3 left-(--strip-left) h-6"
    >
      {clusterMarks(marks, shareOf, apart).map((mark) => (
        <li
          key={mark.key}
          className="absolute top-0 -translate-x-1/2"
          style={{ left: `${mark.share * 100}%` }}
        >
          <Tooltip content={mark.label}>
            <PlainButton
              aria-label={mark.label}
              onClick={() => select(mark.select)}
              className="flex size-6 items-center justify-center rounded-md"
            >
              <span
                aria-hidden
                className={clsx(
                  'rotate-45 rounded-[1px]',
                  mark.count > 1 ? 'size-2.5 ring-1 ring-line-strong ring-offset-1' : 'size-2',
                  dots[mark.tone],
                )}
              />
            </PlainButton>
          </Tooltip>
        </li>
      ))}
    </ol>
  );
}
