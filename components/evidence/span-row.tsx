import { clsx } from 'clsx';
import { ChevronRight, CircleX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { revealedText } from '@/lib/text/visible';
import { VisibleText } from '@/components/text/visible-text';
import { durationWords } from '@/components/time/format-time';
import { PlainButton } from '@/components/ui/plain-button';
import type { LaidSpan, Span } from './lay-spans';
import type { TraceBar } from './trace-window';

const FAILED = /^(error|err|failed|fail|status_code_error|2)$/i;
export const isFailed = ({ status }: Span): boolean => FAILED.test(status ?? '');

/** Spans last microseconds as well as minutes. */
export function spanMs(ms: number): string {
  if (ms > 0 && ms < 1) return `${Number(ms.toPrecision(2))} ms`;
  return ms < 10 ? `${Math.round(ms * 10) / 10} ms` : durationWords(ms);
}

const bars = ['bg-chart-1', 'bg-chart-2', 'bg-chart-3', 'bg-chart-4', 'bg-chart-5', 'bg-chart-6'];

export interface SpanRowProps {
  row: LaidSpan;
  bar: TraceBar | undefined;
  /** The service's place among the trace's; its name stands beside the colour. */
  color: number;
  isChosen: boolean;
  /** Absent for a span with nothing beneath it. */
  isFolded: boolean | undefined;
  onFold: () => void;
  onChoose: () => void;
}

/** One span: where it hangs, whose it is, whether it failed, and its bar. */
export function SpanRow({ row, bar, color, isChosen, isFolded, onFold, onChoose }: SpanRowProps) {
  const { span, depth } = row;
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const hue = bars[color % bars.length];
  const hasFailed = isFailed(span);
  const named = revealedText(`${span.service}: ${span.name}`);
  return (
    <li
      ref={place}
      className={clsx(
        'flex min-h-7 items-center gap-x-3 px-3 pointer-coarse:min-h-11 @max-sm:flex-wrap @max-sm:pb-1',
        isChosen ? 'bg-running-tint' : 'hover:bg-hover',
      )}
    >
      <span
        className="flex w-2/5 min-w-0 shrink-0 items-center gap-1 @max-sm:w-full"
        style={{ paddingLeft: `${Math.min(depth, 12) * 0.75}rem` }}
      >
        {isFolded === undefined ? (
          <span aria-hidden className="w-4 shrink-0" />
        ) : (
          <PlainButton
            aria-expanded={!isFolded}
            aria-label={`What ${named} called`}
            onClick={onFold}
            className="focus-inset flex size-6 -mx-1 shrink-0 items-center justify-center rounded-sm text-faint hover:text-ink"
          >
            <ChevronRight
              aria-hidden
              size={12}
              className={clsx('transition-transform', !isFolded && 'rotate-90')}
            />
          </PlainButton>
        )}
        <PlainButton
          aria-pressed={isChosen}
          onClick={onChoose}
          title={named}
          className="focus-inset flex min-h-6 min-w-0 items-center gap-1.5 rounded-sm text-left"
        >
          <span aria-hidden className={clsx('h-3.5 w-1 shrink-0 rounded-full', hue)} />
          {hasFailed && (
            <span className="shrink-0 text-bad">
              <CircleX aria-hidden size={12} />
              <span className="sr-only">Failed: </span>
            </span>
          )}
          <span className="min-w-0 truncate">
            <span className="text-muted">
              <VisibleText text={span.service} />{' '}
            </span>
            <VisibleText text={span.name} />
          </span>
        </PlainButton>
      </span>
      <span
        aria-hidden
        className="relative h-3 min-w-0 flex-1 overflow-hidden rounded-sm bg-sunken"
      >
        {bar && (
          <span
            className={clsx(
              'absolute inset-y-0 min-w-0.5',
              !bar.isCutBefore && 'rounded-l-[2px]',
              !bar.isCutAfter && 'rounded-r-[2px]',
              hasFailed ? 'bg-bad-fill' : hue,
            )}
            style={{ left: `${bar.offset * 100}%`, width: `${bar.width * 100}%` }}
          />
        )}
      </span>
      <span className="w-16 shrink-0 text-right text-muted tabular-nums">
        {spanMs(span.durationMs)}
      </span>
    </li>
  );
}
