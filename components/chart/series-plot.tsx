'use client';

import { CartesianGrid, Line, LineChart, ReferenceArea, XAxis, YAxis } from 'recharts';
import { useMemo } from 'react';
import { lineLook } from './chart-colors';
import { PLOT_LEFT, PLOT_RIGHT, type Span } from './crosshair-geometry';
import { placedPoints, plotRows, type PlotRow, thin, withHoles } from './plot-rows';
import type { NamedSeries } from './series-rows';
import { numberText, tickText, timeTicks } from './time-ticks';

export interface SeriesPlotProps {
  series: NamedSeries[];
  /** Places of series among all of them, for their looks; and those that are switched off. */
  places: readonly number[];
  hidden: readonly number[];
  span: Span;
  /** What the shaded window spans, in ms since 1970; open-ended while it lasts. */
  shadeFrom?: number | undefined;
  shadeTo?: number | undefined;
  height: number;
}

const tick = { fontSize: 11, fill: 'var(--faint)' };

/** Points kept of all lines together: beyond one a pixel nothing is seen. */
const pointLimit = 4800;
const mostPoints = 800;
const leastPoints = 60;

interface DotProps {
  cx?: number;
  cy?: number;
  payload?: { at: number };
}

/** Draws the points that have no line through them, and nothing of the others. */
const loneDots =
  (color: string, lone: ReadonlySet<number> | undefined) =>
  ({ cx = 0, cy = 0, payload }: DotProps) =>
    payload && lone?.has(payload.at) ? (
      <circle key={payload.at} cx={cx} cy={cy} r={2.5} fill={color} />
    ) : (
      <g key={payload?.at} />
    );

/** The recharts half of SeriesView, a chunk of its own: load it lazily. */
export default function SeriesPlot(props: SeriesPlotProps) {
  const { series, places, hidden, span, shadeFrom, shadeTo, height } = props;
  const { rows, lone } = useMemo(() => {
    const limit = Math.max(leastPoints, Math.min(mostPoints, pointLimit / series.length));
    return plotRows(series.map(({ points }) => thin(withHoles(placedPoints(points)), limit)));
  }, [series]);
  const { from, to } = span;
  const shade =
    shadeFrom === undefined
      ? undefined
      : { from: Math.max(shadeFrom, from), to: Math.min(shadeTo ?? to, to) };
  return (
    <LineChart
      responsive
      data={rows}
      style={{ width: '100%', height }}
      margin={{ top: 8, right: PLOT_RIGHT, bottom: 0, left: 0 }}
      // The crosshair takes the keys, for every chart at once.
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      {shade && shade.from < shade.to && (
        <ReferenceArea
          x1={shade.from}
          x2={shade.to}
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
        allowDataOverflow
        ticks={timeTicks(from, to, 7)}
        tickFormatter={(at: number) => tickText(at, from, to)}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        minTickGap={24}
      />
      <YAxis
        width={PLOT_LEFT}
        tick={tick}
        tickLine={false}
        axisLine={false}
        tickFormatter={numberText}
        domain={['auto', 'auto']}
      />
      {series.map((_, index) => {
        const look = lineLook(places[index] ?? index);
        return hidden.includes(places[index] ?? index) ? null : (
          <Line
            key={index}
            dataKey={({ values }: PlotRow) => values[index] ?? null}
            stroke={look.color}
            strokeDasharray={look.dash}
            strokeWidth={1.75}
            dot={loneDots(look.color, lone[index])}
            activeDot={false}
            isAnimationActive={false}
          />
        );
      })}
    </LineChart>
  );
}
