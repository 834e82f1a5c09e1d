'use client';

import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { crosshair, useCrosshair } from './crosshair';
import {
  instantAt,
  nearestIndex,
  PLOT_LEFT,
  PLOT_RIGHT,
  shareOf,
  steppedInstant,
  type Span,
} from './crosshair-geometry';

export interface CrosshairLayerProps {
  /** What is charted, for whoever moves through it by keys. */
  label: string;
  span: Span;
  /** Every instant that has a point, in order. */
  instants: readonly number[];
  /** What stands at an instant, in words. */
  sayAt: (at: number) => string;
}

const PAGE = 10;

function moveOf({ key }: KeyboardEvent, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return 1;
    case 'ArrowLeft':
    case 'ArrowDown':
      return -1;
    case 'PageUp':
      return PAGE;
    case 'PageDown':
      return -PAGE;
    case 'Home':
      return -count;
    case 'End':
      return count;
    default:
      return undefined;
  }
}

/**
 * Lies over a plot: pointing at an instant, by pointer, finger or keys, points at it in every chart
 * of the page. It is a slider over the instants, so that each is read out with its values.
 */
export function CrosshairLayer({ label, span, instants, sayAt }: CrosshairLayerProps) {
  const at = useCrosshair();
  const place = useRef<HTMLDivElement>(null);
  const point = ({ clientX }: PointerEvent) => {
    const box = place.current?.getBoundingClientRect();
    if (!box) return;
    const near = nearestIndex(instants, instantAt(clientX - box.left, box.width, span));
    crosshair.point(instants[near]);
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && at !== undefined) {
      event.stopPropagation();
      crosshair.point(undefined);
      return;
    }
    const by = moveOf(event, instants.length);
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    crosshair.point(steppedInstant(instants, at, by));
  };
  const share = at === undefined ? undefined : shareOf(at, span);
  const now = at ?? span.from;
  return (
    <div
      ref={place}
      role="slider"
      tabIndex={0}
      aria-label={`Instant in ${label}`}
      aria-valuemin={span.from}
      aria-valuemax={span.to}
      aria-valuenow={Math.min(span.to, Math.max(span.from, now))}
      aria-valuetext={at === undefined ? 'none chosen' : sayAt(at)}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={(event) => event.pointerType === 'mouse' && crosshair.point(undefined)}
      onKeyDown={move}
      className="focus-inset absolute inset-0 cursor-crosshair touch-pan-y rounded-sm"
    >
      <span
        aria-hidden
        className="pointer-events-none absolute top-2 bottom-7"
        style={{ left: PLOT_LEFT, right: PLOT_RIGHT }}
      >
        {share !== undefined && (
          <span
            className="absolute inset-y-0 border-l border-dashed border-muted"
            style={{ left: `${share * 100}%` }}
          />
        )}
      </span>
    </div>
  );
}
