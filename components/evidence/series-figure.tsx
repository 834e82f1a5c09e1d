'use client';

import dynamic from 'next/dynamic';
import { memo, useMemo } from 'react';
import { lineLook } from '@/components/chart/chart-colors';
import { useCrosshair } from '@/components/chart/crosshair';
import { pointNear, type Span } from '@/components/chart/crosshair-geometry';
import { CrosshairLayer } from '@/components/chart/crosshair-layer';
import { placedPoints } from '@/components/chart/plot-rows';
import type { NamedSeries } from '@/components/chart/series-rows';
import { Swatch } from '@/components/chart/swatch';
import { numberText } from '@/components/chart/time-ticks';
import { WhenSeen } from '@/components/chart/when-seen';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { PlainButton } from '@/components/ui/plain-button';
import { Skeleton } from '@/components/ui/skeleton';
import { revealedText } from '@/lib/text/visible';
import type { TimeSpan } from './series-view';
import { ViewerFrame } from './viewer-frame';

const SeriesPlot = dynamic(() => import('@/components/chart/series-plot'), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

export interface SeriesFigureProps {
  /** Each with its place among all series of the evidence, which gives it its look. */
  series: (NamedSeries & { place: number })[];
  unit: string | undefined;
  label: string;
  span: Span;
  incident: TimeSpan | undefined;
  hidden: readonly number[];
  onToggle: (place: number) => void;
  height: number;
}

/** One plot with its lines named beneath, each with its value at the instant that is pointed at. */
export function SeriesFigure(props: SeriesFigureProps) {
  const { series, unit, label, span, incident, hidden, onToggle, height } = props;
  const at = useCrosshair();
  const lines = useMemo(
    () => series.map((one) => ({ ...one, placed: placedPoints(one.points) })),
    [series],
  );
  const instants = useMemo(
    () =>
      [...new Set(lines.flatMap(({ placed }) => placed.map((point) => point.at)))].sort(
        (a, b) => a - b,
      ),
    [lines],
  );
  const places = useMemo(() => series.map(({ place }) => place), [series]);
  const valueAt = (placed: (typeof lines)[number]['placed'], instant: number): string => {
    const value = pointNear(placed, instant)?.value ?? null;
    if (value === null) return 'nothing';
    return unit ? `${numberText(value)} ${unit}` : numberText(value);
  };
  const shown = lines.filter(({ place }) => !hidden.includes(place));
  const sayAt = (instant: number): string =>
    [
      utcFull(instant),
      ...shown.slice(0, 6).map(({ name, placed }) => `${name} ${valueAt(placed, instant)}`),
    ]
      .map((text) => revealedText(text))
      .join(', ');
  const isWithin = at !== undefined && at >= span.from && at <= span.to;
  return (
    <ViewerFrame className="pt-2">
      <figure aria-label={label} className="relative">
        <WhenSeen height={height}>
          <Plot
            series={series}
            places={places}
            hidden={hidden}
            span={span}
            incident={incident}
            height={height}
          />
        </WhenSeen>
        <CrosshairLayer label={label} span={span} instants={instants} sayAt={sayAt} />
      </figure>
      <div className="border-t border-line px-2 py-1.5">
        <p className="px-1.5 text-xs text-muted">
          {isWithin ? utcFull(at) : 'Point at the chart, or move through it with ← and →.'}
        </p>
        <ul aria-label="Lines" className="max-h-40 overflow-y-auto">
          {lines.map(({ name, place, placed }) => (
            <li key={place} className="flex min-w-0 items-center gap-2 pr-1.5 text-xs">
              <PlainButton
                aria-pressed={!hidden.includes(place)}
                onClick={() => onToggle(place)}
                className="flex min-h-6 min-w-0 flex-1 items-center gap-1.5 rounded-sm px-1.5 text-left text-ink hover:bg-hover aria-[pressed=false]:text-faint aria-[pressed=false]:line-through pointer-coarse:min-h-11"
              >
                <Swatch {...lineLook(place)} />
                <span className="truncate" title={revealedText(name)}>
                  <VisibleText text={name} />
                </span>
              </PlainButton>
              {isWithin && !hidden.includes(place) && (
                <span className="shrink-0 font-medium tabular-nums">
                  <VisibleText text={valueAt(placed, at)} />
                </span>
              )}
            </li>
          ))}
        </ul>
      </div>
    </ViewerFrame>
  );
}

type PlotProps = Pick<SeriesFigureProps, 'series' | 'hidden' | 'span' | 'incident' | 'height'> & {
  places: number[];
};

/** Drawn once, whatever is pointed at: the crosshair lies above it. */
const Plot = memo(function Plot({ incident, ...props }: PlotProps) {
  return (
    <SeriesPlot
      {...props}
      {...(incident ? { shadeFrom: Date.parse(incident.from) } : {})}
      {...(incident?.to ? { shadeTo: Date.parse(incident.to) } : {})}
    />
  );
});
