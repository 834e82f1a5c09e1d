'use client';

import { ChartLine, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useMemo, useState } from 'react';
import { lineLook } from '@/components/chart/chart-colors';
import { tableOf, type NamedSeries } from '@/components/chart/series-rows';
import { Swatch } from '@/components/chart/swatch';
import { WhenSeen } from '@/components/chart/when-seen';
import { VisibleText } from '@/components/text/visible-text';
import { Choice } from '@/components/ui/choice';
import { EmptyState } from '@/components/ui/empty-state';
import { Skeleton } from '@/components/ui/skeleton';
import { TableView } from './table-view';
import { ViewerFrame } from './viewer-frame';
import { PlainButton } from '@/components/ui/plain-button';

const plotHeight = 240;

const SeriesPlot = dynamic(() => import('@/components/chart/series-plot'), {
  ssr: false,
  loading: () => <Skeleton className="h-60 w-full" />,
});

export interface TimeSpan {
  /** RFC 3339. */
  from: string;
  /** Absent while it lasts. */
  to?: string | undefined;
}

export interface SeriesViewProps {
  series: NamedSeries[];
  unit?: string | undefined;
  label: string;
  /** Shaded: when the incident was. */
  incident?: TimeSpan | undefined;
}

const views = [
  { value: 'chart' as const, label: 'Chart', icon: <ChartLine aria-hidden size={12} /> },
  { value: 'table' as const, label: 'Table', icon: <Table2 aria-hidden size={12} /> },
];

/** Metric series as lines over time, with the incident shaded, and the same numbers as a table. */
export function SeriesView({ series, unit, label, incident }: SeriesViewProps) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const [hidden, setHidden] = useState<number[]>([]);
  const rows = useMemo(() => (view === 'table' ? tableOf(series) : []), [series, view]);
  if (!series.some(({ points }) => points.length > 0))
    return (
      <EmptyState icon={ChartLine} title="No points">
        The query matched no series in its window.
      </EmptyState>
    );
  const toggle = (index: number) =>
    setHidden((now) =>
      now.includes(index) ? now.filter((one) => one !== index) : [...now, index],
    );
  const named = (name: string) => (unit ? `${name} (${unit})` : name);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2 text-xs text-muted">
        <span>
          {unit ? <VisibleText text={`in ${unit}`} /> : 'unit not stated'}
          {incident && ' · incident shaded'}
        </span>
        <Choice label="Show as" value={view} onValueChange={setView} options={views} />
      </div>
      {view === 'table' ? (
        <TableView
          label={label}
          columns={['Instant (UTC)', ...series.map(({ name }) => named(name))]}
          rows={rows}
        />
      ) : (
        <ViewerFrame className="pt-2">
          <figure aria-label={label}>
            <WhenSeen height={plotHeight}>
              <SeriesPlot
                series={series}
                unit={unit}
                hidden={hidden}
                height={plotHeight}
                {...(incident ? { shadeFrom: Date.parse(incident.from) } : {})}
                {...(incident?.to ? { shadeTo: Date.parse(incident.to) } : {})}
              />
            </WhenSeen>
          </figure>
          <ul aria-label="Lines" className="flex flex-wrap gap-1 border-t border-line px-2 py-1.5">
            {series.map(({ name }, index) => (
              <li key={index} className="max-w-full">
                <PlainButton
                  aria-pressed={!hidden.includes(index)}
                  onClick={() => toggle(index)}
                  className="flex min-h-6 max-w-full items-center gap-1.5 rounded-sm px-1.5 text-xs text-ink hover:bg-hover aria-[pressed=false]:text-faint aria-[pressed=false]:line-through pointer-coarse:min-h-11"
                >
                  <Swatch {...lineLook(index)} />
                  <span className="truncate">
                    <VisibleText text={name} />
                  </span>
                </PlainButton>
              </li>
            ))}
          </ul>
        </ViewerFrame>
      )}
    </div>
  );
}
