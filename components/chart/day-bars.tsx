'use client';

import {
  Bar,
  BarChart,
  CartesianGrid,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from 'recharts';

export interface DayBar {
  /** The field of a day that it measures. */
  field: string;
  /** What the field counts, where the pointer rests. */
  name: string;
  fill: string;
}

export interface DayBarsProps {
  /** Each with its `day` as 2026-11-25, and the fields of the bars. */
  days: readonly { day: string }[];
  /** From the axis upwards. */
  bars: readonly DayBar[];
  height: number;
}

const tick = { fontSize: 11, fill: 'var(--faint)' };

/** Counts by day, stacked. The recharts half of its chart, a chunk of its own: load it lazily. */
export default function DayBars({ days, bars, height }: DayBarsProps) {
  const hover = ({ active, payload, label }: TooltipContentProps) =>
    active && payload.length > 0 ? (
      <div className="rounded-md bg-inverse px-2 py-1 text-xs text-on-inverse shadow-pop">
        <p>{String(label)}</p>
        {payload.map(({ dataKey, value }) => (
          <p key={String(dataKey)}>
            {bars.find(({ field }) => field === dataKey)?.name}:{' '}
            {Number(value).toLocaleString('en')}
          </p>
        ))}
      </div>
    ) : null;
  return (
    <BarChart
      responsive
      data={[...days]}
      style={{ width: '100%', height }}
      margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="day"
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        minTickGap={32}
        tickFormatter={(day: string) => day.slice(5)}
      />
      <YAxis width={44} tick={tick} tickLine={false} axisLine={false} allowDecimals={false} />
      <Tooltip content={hover} cursor={{ fill: 'var(--hover)' }} isAnimationActive={false} />
      {bars.map(({ field, fill }) => (
        <Bar
          key={field}
          dataKey={field}
          stackId="day"
          fill={fill}
          maxBarSize={28}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  );
}
