'use client';

import { clsx } from 'clsx';
import { useCallback, useEffect, useRef, useState, type PointerEvent } from 'react';

export interface StripBrushProps {
  /** Where the moment that is looked back at stands, 0 to 1. */
  cursor: number | undefined;
  /** Pressed, or the moment dragged along. */
  onShare: (share: number) => void;
  /** Drawn over, from one place to another. */
  onBrush: (one: number, other: number) => void;
}

/** A press that moves less than this, in pixels, is a press. */
const SLIP_PX = 6;
/** So near the moment's line, in pixels, one has hold of it. */
const GRIP_PX = 12;
/** As often as the room can follow, in ms. */
const FOLLOW_MS = 120;

interface Hold {
  pointerId: number;
  x: number;
  share: number;
  /** Drags the moment along, where a brush would begin elsewhere. */
  isCursor: boolean;
}

/**
 * Takes presses, which look back, and drags, which zoom in. On a phone a drag up or down scrolls the
 * page and means nothing here. For the keyboard there are two fields, and sliders once zoomed in.
 */
export function StripBrush({ cursor, onShare, onBrush }: StripBrushProps) {
  const hold = useRef<Hold>(undefined);
  const lastAt = useRef(0);
  const [drawn, setDrawn] = useState<[one: number, other: number]>();
  const letGo = useCallback(() => {
    hold.current = undefined;
    setDrawn(undefined);
  }, []);
  const isDrawing = drawn !== undefined;
  useEffect(() => {
    if (!isDrawing) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') letGo();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isDrawing, letGo]);
  const shareAt = ({ currentTarget, clientX }: PointerEvent<HTMLDivElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)));
  };
  const onDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || hold.current) return;
    const { pointerId, clientX, currentTarget } = event;
    currentTarget.setPointerCapture(pointerId);
    const share = shareAt(event);
    const fromCursor = Math.abs(share - (cursor ?? Number.NaN)) * currentTarget.clientWidth;
    hold.current = { pointerId, x: clientX, share, isCursor: fromCursor <= GRIP_PX };
  };
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const held = hold.current;
    if (held?.pointerId !== event.pointerId) return;
    if (!isDrawing && Math.abs(event.clientX - held.x) < SLIP_PX) return;
    if (!held.isCursor) setDrawn([held.share, shareAt(event)]);
    else if (event.timeStamp - lastAt.current > FOLLOW_MS) {
      lastAt.current = event.timeStamp;
      onShare(shareAt(event));
    }
  };
  const onUp = (event: PointerEvent<HTMLDivElement>) => {
    if (hold.current?.pointerId !== event.pointerId) return;
    if (drawn) onBrush(drawn[0], shareAt(event));
    else onShare(shareAt(event));
    letGo();
  };
  return (
    <div
      data-strip-brush
      className="absolute inset-0 cursor-crosshair touch-pan-y select-none"
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      // The browser took it, to scroll: nothing was meant by it.
      onPointerCancel={letGo}
    >
      {drawn && (
        <span
          aria-hidden
          className={clsx(
            'pointer-events-none absolute inset-y-0 border-x border-running-fill',
            'bg-running-fill/20',
          )}
          style={{
            left: `${Math.min(...drawn) * 100}%`,
            width: `${Math.abs(drawn[1] - drawn[0]) * 100}%`,
          }}
        />
      )}
      {cursor !== undefined && (
        <span
          aria-hidden
          className="absolute inset-y-0 w-6 -translate-x-1/2 cursor-ew-resize"
          style={{ left: `${cursor * 100}%` }}
        />
      )}
    </div>
  );
}
