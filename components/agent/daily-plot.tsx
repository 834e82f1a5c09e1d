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
import type { UseDay } from './use-days';

const tick = { fontSize: 11, fill: 'var(--faint)' };

function hover({ active, payload, label }: TooltipContentProps) {
  if (!active || payload.length === 0) return null;
  return (
    <div className="rounded-md bg-inverse px-2 py-1 text-xs text-on-inverse shadow-pop">
      <p>{String(label)}</p>
      {payload.map(({ dataKey, value }) => (
        <p key={String(dataKey)}>
          {dataKey === 'refused' ? 'refused' : 'events'}: {Number(value).toLocaleString('en')}
        </p>
      ))}
    </div>
  );
}

/** The recharts half of the days, a chunk of its own: load it lazily. */
export default function DailyPlot({ days }: { days: UseDay[] }) {
  return (
    <BarChart
      responsive
      data={days}
      style={{ width: '100%', height: 160 }}
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
      <Bar
        dataKey="events"
        stackId="day"
        fill="var(--running-fill)"
        maxBarSize={28}
        isAnimationActive={false}
      />
      <Bar
        dataKey="refused"
        stackId="day"
        fill="var(--bad-fill)"
        maxBarSize={28}
        isAnimationActive={false}
      />
    </BarChart>
  );
}
