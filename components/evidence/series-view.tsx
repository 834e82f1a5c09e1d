'use client';

import { ChartLine, Layers2, Rows3, Table2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useCrosshair } from '@/components/chart/crosshair';
import { nearestIndex } from '@/components/chart/crosshair-geometry';
import { spanOf } from '@/components/chart/plot-rows';
import { tableOf, type NamedSeries } from '@/components/chart/series-rows';
import { VisibleText } from '@/components/text/visible-text';
import { Choice } from '@/components/ui/choice';
import { EmptyState } from '@/components/ui/empty-state';
import { SeriesFigure } from './series-figure';
import { TableView } from './table-view';

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

type Look = 'chart' | 'apart' | 'table';

/** More lines than this are told apart by nobody: the rest starts switched off. */
const LINES_SHOWN = 12;
const HEIGHT = 240;
const APART_HEIGHT = 112;

const icons = {
  chart: <ChartLine aria-hidden size={12} />,
  together: <Layers2 aria-hidden size={12} />,
  apart: <Rows3 aria-hidden size={12} />,
  table: <Table2 aria-hidden size={12} />,
};

const looksFor = (count: number) => [
  count > 1
    ? { value: 'chart' as const, label: 'Together', icon: icons.together }
    : { value: 'chart' as const, label: 'Chart', icon: icons.chart },
  ...(count > 1 ? [{ value: 'apart' as const, label: 'Apart', icon: icons.apart }] : []),
  { value: 'table' as const, label: 'Table', icon: icons.table },
];

/** Metric series as lines over time, with the incident shaded, and the same numbers as a table. */
export function SeriesView({ series, unit, label, incident }: SeriesViewProps) {
  const [look, setLook] = useState<Look>('chart');
  const [hidden, setHidden] = useState<number[]>(() =>
    series.map((_, index) => index).slice(LINES_SHOWN),
  );
  const span = useMemo(() => spanOf(series), [series]);
  const numbered = useMemo(() => series.map((one, place) => ({ ...one, place })), [series]);
  if (!series.some(({ points }) => points.length > 0))
    return (
      <EmptyState icon={ChartLine} title="No points">
        The query matched no series in its window.
      </EmptyState>
    );
  const toggle = (place: number) =>
    setHidden((now) =>
      now.includes(place) ? now.filter((one) => one !== place) : [...now, place],
    );
  const shared = { unit, span, incident, hidden, onToggle: toggle };
  const shown = numbered.filter(({ place }) => !hidden.includes(place));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2 text-xs text-muted">
        <span>
          {unit ? <VisibleText text={`in ${unit}`} /> : 'unit not stated'}
          {incident && ' · incident shaded'}
          {look !== 'table' && hidden.length > 0 && ` · ${hidden.length} of ${series.length} off`}
        </span>
        <Choice
          label="Show as"
          value={look}
          onValueChange={setLook}
          options={looksFor(series.length)}
        />
      </div>
      {look === 'chart' && (
        <SeriesFigure {...shared} label={label} series={numbered} height={HEIGHT} />
      )}
      {look === 'apart' &&
        (shown.length > 0 ? shown : numbered.slice(0, 1)).map((one) => (
          <SeriesFigure
            key={one.place}
            {...shared}
            hidden={[]}
            label={`${label}: ${one.name}`}
            series={[one]}
            height={APART_HEIGHT}
          />
        ))}
      {look === 'table' && <SeriesTable series={series} unit={unit} label={label} />}
    </div>
  );
}

/** The numbers themselves; the instant that is pointed at in a chart is marked. */
function SeriesTable({ series, unit, label }: Omit<SeriesViewProps, 'incident'>) {
  const at = useCrosshair();
  const rows = useMemo(() => tableOf(series), [series]);
  const instants = useMemo(() => rows.map(([instant]) => Date.parse(String(instant))), [rows]);
  const named = (name: string) => (unit ? `${name} (${unit})` : name);
  return (
    <TableView
      label={label}
      columns={['Instant (UTC)', ...series.map(({ name }) => named(name))]}
      rows={rows}
      current={at === undefined ? undefined : nearestIndex(instants, at)}
    />
  );
}
