'use client';

import { clsx } from 'clsx';
import { CircleX, Waypoints } from 'lucide-react';
import { useMemo } from 'react';
import { revealedText } from '@/lib/text/visible';
import { VisibleText } from '@/components/text/visible-text';
import { durationWords, utcFull } from '@/components/time/format-time';
import { EmptyState } from '@/components/ui/empty-state';
import { ScrollArea } from '@/components/ui/scroll-area';
import { laySpans, type LaidSpan, type Span } from './lay-spans';
import { ShowMore, useCap } from './show-more';
import { ViewerFrame } from './viewer-frame';

export interface TraceViewProps {
  spans: Span[];
  label: string;
}

const failed = /^(error|err|failed|fail|status_code_error|2)$/i;

/** A waterfall: each span under its parent, its bar where and as long as it ran. */
export function TraceView({ spans, label }: TraceViewProps) {
  const { rows, startMs, durationMs } = useMemo(() => laySpans(spans), [spans]);
  const services = useMemo(() => [...new Set(spans.map((span) => span.service))], [spans]);
  const { shown, more } = useCap(200);
  if (spans.length === 0)
    return (
      <EmptyState icon={Waypoints} title="A trace without spans">
        The query matched nothing in its window.
      </EmptyState>
    );
  return (
    <ViewerFrame
      tools={
        <span className="px-1 text-xs text-muted">
          {spans.length} {spans.length === 1 ? 'span' : 'spans'}, {services.length}{' '}
          {services.length === 1 ? 'service' : 'services'}, {durationWords(durationMs)} from{' '}
          {utcFull(startMs)}
        </span>
      }
    >
      <ScrollArea label={label} className="max-h-[28rem]">
        <ol className="min-w-80 py-1 text-xs">
          {rows.slice(0, shown).map((row, index) => (
            <SpanRow key={index} row={row} color={services.indexOf(row.span.service)} />
          ))}
        </ol>
      </ScrollArea>
      <ShowMore shown={shown} total={rows.length} noun="spans" onMore={more} />
    </ViewerFrame>
  );
}

const bars = ['bg-chart-1', 'bg-chart-2', 'bg-chart-3', 'bg-chart-4', 'bg-chart-5', 'bg-chart-6'];

function SpanRow({ row, color }: { row: LaidSpan; color: number }) {
  const { span, depth, offset, width } = row;
  const isFailed = failed.test(span.status ?? '');
  return (
    <li className="flex min-h-7 items-center gap-3 px-3 hover:bg-hover">
      <span
        className="flex w-2/5 min-w-0 shrink-0 items-center gap-1.5"
        style={{ paddingLeft: `${Math.min(depth, 12) * 0.75}rem` }}
      >
        <span
          aria-hidden
          className={clsx('h-3.5 w-1 shrink-0 rounded-full', bars[color % bars.length])}
        />
        {isFailed && (
          <span className="shrink-0 text-bad">
            <CircleX aria-hidden size={12} />
            <span className="sr-only">Failed: </span>
          </span>
        )}
        <span className="min-w-0 truncate" title={revealedText(`${span.service}: ${span.name}`)}>
          <span className="text-muted">
            <VisibleText text={span.service} />{' '}
          </span>
          <VisibleText text={span.name} />
        </span>
      </span>
      <span
        aria-hidden
        className="relative h-3 min-w-0 flex-1 overflow-hidden rounded-sm bg-sunken"
      >
        <span
          className={clsx(
            'absolute inset-y-0 min-w-0.5 rounded-[2px]',
            isFailed ? 'bg-bad-fill' : bars[color % bars.length],
          )}
          style={{ left: `${offset * 100}%`, width: `${width * 100}%` }}
        />
      </span>
      <span className="w-16 shrink-0 text-right text-muted">{durationWords(span.durationMs)}</span>
    </li>
  );
}
