'use client';

import { clsx } from 'clsx';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { utcFull } from '@/components/time/format-time';
import { STRIP_INSET } from './strip-inset';
import { movedBy, type Span, withEdge } from './strip-window';
import type { TimeScale } from './time-scale';

export interface StripContextProps {
  /** All there is to be shown of the run, to its end or to the moment that is looked back at. */
  whole: TimeScale;
  /** What is shown of it. */
  span: Span;
  onSpan: (span: Span) => void;
}

type Part = 'from' | 'to' | 'all';

const LABELS = { from: 'Beginning of the stretch', to: 'End of the stretch' } as const;
/** What an arrow moves an end by, as a share of the whole, and what a page key does. */
const STEPS: Record<string, number> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -1,
  End: 1,
};

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** Where in the whole run the stretch lies; its ends, and all of it, can be moved. */
export default function StripContext({ whole, span, onSpan }: StripContextProps) {
  const track = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<Span>();
  const held = useRef<{ part: Part; share: number; from: Span }>(undefined);
  const shown = draft ?? span;
  const bounds = { fromMs: whole.fromMs, toMs: whole.toMs };
  const shareAt = (clientX: number) => {
    const box = track.current?.getBoundingClientRect();
    return box ? Math.min(1, Math.max(0, (clientX - box.left) / Math.max(1, box.width))) : 0;
  };
  const put = (part: Part, share: number, from: Span, grabbed: number): Span => {
    const ms = whole.instantOf(share);
    if (part !== 'all') return withEdge(from, part, ms, bounds);
    return movedBy(from, ms - whole.instantOf(grabbed), bounds);
  };
  const grip = (part: Part) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = { part, share: shareAt(event.clientX), from: span };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const grabbed = held.current;
      if (grabbed) {
        setDraft(put(grabbed.part, shareAt(event.clientX), grabbed.from, grabbed.share));
      }
    },
    onPointerUp: () => {
      if (draft) onSpan(draft);
      held.current = undefined;
      setDraft(undefined);
    },
    onPointerCancel: () => {
      held.current = undefined;
      setDraft(undefined);
    },
  });
  const onKeyDown = (edge: 'from' | 'to') => (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const share = whole.shareOf(edge === 'from' ? span.fromMs : span.toMs) + step;
    onSpan(withEdge(span, edge, whole.instantOf(Math.min(1, Math.max(0, share))), bounds));
  };
  const [from, to] = [whole.shareOf(shown.fromMs), whole.shareOf(shown.toMs)];
  return (
    <div
      ref={track}
      role="group"
      aria-label="Where in the whole run"
      className={clsx('relative mt-1 h-6 touch-pan-y pointer-coarse:h-11', STRIP_INSET)}
    >
      <span
        aria-hidden
        className="absolute inset-x-0 top-1/2 h-2 -translate-y-1/2 overflow-hidden rounded-full border border-line bg-sunken"
      >
        {whole.stretches
          .filter(({ isGap }) => isGap)
          .map((gap) => (
            <span
              key={gap.fromMs}
              className="absolute inset-y-0 border-x border-dashed border-line-strong bg-surface"
              style={{ left: percent(gap.from), width: percent(gap.to - gap.from) }}
            />
          ))}
      </span>
      <span
        aria-hidden
        {...grip('all')}
        className="absolute top-1/2 h-2.5 -translate-y-1/2 cursor-grab rounded-full bg-running-fill/60 before:absolute before:inset-x-0 before:-inset-y-2"
        style={{ left: percent(from), width: percent(Math.max(0.004, to - from)) }}
      />
      {(['from', 'to'] as const).map((edge) => {
        const share = edge === 'from' ? from : to;
        return (
          <span
            key={edge}
            role="slider"
            tabIndex={0}
            aria-label={LABELS[edge]}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share * 100)}
            aria-valuetext={utcFull(edge === 'from' ? shown.fromMs : shown.toMs)}
            onKeyDown={onKeyDown(edge)}
            {...grip(edge)}
            className={clsx(
              'absolute top-1/2 flex h-6 w-6 -translate-y-1/2 cursor-ew-resize items-center rounded-sm pointer-coarse:h-11 pointer-coarse:w-11',
              // Beside the stretch, not over it: two ends that are near each other can both be held.
              edge === 'from' ? '-translate-x-full justify-end' : 'justify-start',
            )}
            style={{ left: percent(share) }}
          >
            <span aria-hidden className="h-4 w-1.5 rounded-full bg-running-fill" />
          </span>
        );
      })}
    </div>
  );
}
