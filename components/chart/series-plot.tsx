'use client';

import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  Tooltip,
  XAxis,
  YAxis,
  type TooltipContentProps,
} from 'recharts';
import { VisibleText } from '@/components/text/visible-text';
import { lineLook } from './chart-colors';
import { ChartHover } from './chart-hover';
import { chartRows, thin, type NamedSeries } from './series-rows';
import { numberText, tickText, timeTicks } from './time-ticks';

export interface SeriesPlotProps {
  series: NamedSeries[];
  unit?: string | undefined;
  /** Places of series that are switched off. */
  hidden: readonly number[];
  /** What the shaded window spans, in ms since 1970; open-ended while it lasts. */
  shadeFrom?: number | undefined;
  shadeTo?: number | undefined;
  height: number;
}

const tick = { fontSize: 11, fill: 'var(--faint)' };

/** Points kept per line: beyond one a pixel nothing is seen. */
const pointLimit = 800;

/** The recharts half of SeriesView, a chunk of its own: load it lazily. */
export default function SeriesPlot({
  series,
  unit,
  hidden,
  shadeFrom,
  shadeTo,
  height,
}: SeriesPlotProps) {
  const rows = chartRows(
    series.map(({ name, points }) => ({ name, points: thin(points, pointLimit) })),
  );
  const from = rows[0]?.at ?? 0;
  const to = rows.at(-1)?.at ?? 0;
  const say = (value: number) => (unit ? `${numberText(value)} ${unit}` : numberText(value));

  const hover = ({ active, payload, label }: TooltipContentProps) => {
    if (!active || typeof label !== 'number') return null;
    const lines = payload.flatMap((entry) => {
      const index = Number(String(entry.dataKey).slice(1));
      const name = series[index]?.name ?? '';
      return typeof entry.value === 'number'
        ? [
            {
              key: String(index),
              look: lineLook(index),
              name: <VisibleText text={name} />,
              value: say(entry.value),
            },
          ]
        : [];
    });
    return <ChartHover at={label} rows={lines} />;
  };
  return (
    <LineChart
      responsive
      data={rows}
      style={{ width: '100%', height }}
      margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      {shadeFrom !== undefined && shadeFrom < to && (
        <ReferenceArea
          x1={Math.max(shadeFrom, from)}
          x2={Math.min(shadeTo ?? to, to)}
          fill="var(--bad-fill)"
          fillOpacity={0.1}
          strokeOpacity={0}
        />
      )}
      <XAxis
        dataKey="at"
        type="number"
        scale="time"
        domain={[from, to]}
        ticks={timeTicks(from, to, 7)}
        tickFormatter={(at: number) => tickText(at, from, to)}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        minTickGap={24}
      />
      <YAxis
        width={52}
        tick={tick}
        tickLine={false}
        axisLine={false}
        tickFormatter={numberText}
        domain={['auto', 'auto']}
      />
      <Tooltip
        content={hover}
        cursor={{ stroke: 'var(--muted)', strokeDasharray: '3 3' }}
        isAnimationActive={false}
      />
      {series.map((_, index) =>
        hidden.includes(index) ? null : (
          <Line
            key={index}
            dataKey={`v${index}`}
            stroke={lineLook(index).color}
            strokeDasharray={lineLook(index).dash}
            strokeWidth={1.75}
            dot={rows.length === 1}
            activeDot={{ r: 3 }}
            isAnimationActive={false}
            connectNulls={series.length > 1}
          />
        ),
      )}
    </LineChart>
  );
}
