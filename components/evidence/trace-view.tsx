'use client';

import { CircleX, Waypoints, ZoomIn, ZoomOut } from 'lucide-react';
import { useMemo, useState } from 'react';
import { utcFull } from '@/components/time/format-time';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ScrollArea } from '@/components/ui/scroll-area';
import { laySpans, type Span } from './lay-spans';
import { ShowMore, useCap } from './show-more';
import { SpanFacts } from './span-facts';
import { isFailed, SpanRow, spanMs } from './span-row';
import { barIn, unfolded, windowOf, zoomed, type TraceWindow } from './trace-window';
import { ViewerFrame } from './viewer-frame';

export interface TraceViewProps {
  spans: Span[];
  label: string;
}

/** A waterfall: each span under its parent, its bar where and as long as it ran. */
export function TraceView({ spans, label }: TraceViewProps) {
  const { rows, startMs, durationMs } = useMemo(() => laySpans(spans), [spans]);
  const services = useMemo(() => [...new Set(spans.map((span) => span.service))], [spans]);
  const failed = useMemo(() => rows.filter(({ span }) => isFailed(span)), [rows]);
  const [zoom, setZoom] = useState<TraceWindow>();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<Span>();
  const { shown, more } = useCap(200);
  if (spans.length === 0)
    return (
      <EmptyState icon={Waypoints} title="A trace without spans">
        The query matched nothing in its window.
      </EmptyState>
    );
  const view = zoom ?? { fromMs: 0, toMs: durationMs };
  const standing = unfolded(rows, folded);
  const parents = new Set(
    rows.flatMap((row, at) => ((rows[at + 1]?.depth ?? 0) > row.depth ? row.span : [])),
  );
  const fold = (id: string) =>
    setFolded((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const chosenRow = rows.find(({ span }) => span === chosen);
  const nextFailed = () => {
    const at = failed.findIndex(({ span }) => span === chosen);
    // Nothing that is folded away, or beyond what is drawn, could be shown.
    setFolded(new Set());
    setChosen(failed[(at + 1) % failed.length]?.span);
  };
  return (
    <ViewerFrame
      tools={
        <>
          <span className="min-w-0 flex-1 px-1 text-xs text-muted">
            {spans.length} {spans.length === 1 ? 'span' : 'spans'}, {services.length}{' '}
            {services.length === 1 ? 'service' : 'services'}, {spanMs(durationMs)} from{' '}
            {utcFull(startMs)}
          </span>
          {failed.length > 0 && (
            <Button
              size="sm"
              icon={<CircleX aria-hidden size={13} className="text-bad" />}
              onClick={nextFailed}
            >
              {failed.length} failed
            </Button>
          )}
          <span className="flex items-center">
            <Button
              size="sm"
              square
              variant="ghost"
              aria-label="Zoom in"
              icon={<ZoomIn aria-hidden size={14} />}
              onClick={() => setZoom(zoomed(view, 0.5, durationMs))}
            />
            <Button
              size="sm"
              square
              variant="ghost"
              aria-label="Zoom out"
              icon={<ZoomOut aria-hidden size={14} />}
              onClick={() => setZoom(zoomed(view, 2, durationMs))}
            />
            {zoom && (
              <Button size="sm" variant="ghost" onClick={() => setZoom(undefined)}>
                Whole trace
              </Button>
            )}
          </span>
        </>
      }
    >
      <ScrollArea label={label} className="max-h-[28rem]">
        <div className="@sm:min-w-80">
          <p className="sticky top-0 z-[1] flex justify-between border-b border-line bg-surface px-3 py-1 pr-[5.75rem] pl-[calc(40%+0.9rem)] text-2xs text-faint @max-sm:pl-3">
            <span>{spanMs(view.fromMs)}</span>
            <span>{spanMs(view.toMs)}</span>
          </p>
          <ol className="py-1 text-xs">
            {standing.slice(0, shown).map((row) => (
              <SpanRow
                key={row.span.id}
                row={row}
                bar={barIn(row, durationMs, view)}
                color={services.indexOf(row.span.service)}
                isChosen={row.span === chosen}
                isFolded={parents.has(row.span) ? folded.has(row.span.id) : undefined}
                onFold={() => fold(row.span.id)}
                onChoose={() => setChosen(row.span === chosen ? undefined : row.span)}
              />
            ))}
          </ol>
        </div>
      </ScrollArea>
      <ShowMore shown={shown} total={standing.length} noun="spans" onMore={more} />
      {chosenRow && (
        <SpanFacts
          row={chosenRow}
          durationMs={durationMs}
          onZoom={() => setZoom(windowOf(chosenRow, durationMs))}
          onClose={() => setChosen(undefined)}
        />
      )}
    </ViewerFrame>
  );
}
