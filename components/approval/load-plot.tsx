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
import type { PromptLoad } from '@/lib/prompt-load/schema';

const tick = { fontSize: 11, fill: 'var(--faint)' };
const NAMES: Record<string, string> = {
  decided: 'decided',
  expired: 'nobody decided',
  other: 'open, taken back or changed',
};

function hover({ active, payload, label }: TooltipContentProps) {
  if (!active || payload.length === 0) return null;
  return (
    <div className="rounded-md bg-inverse px-2 py-1 text-xs text-on-inverse shadow-pop">
      <p>{String(label)}</p>
      {payload.map(({ dataKey, value }) => (
        <p key={String(dataKey)}>
          {NAMES[String(dataKey)]}: {Number(value).toLocaleString('en')}
        </p>
      ))}
    </div>
  );
}

/** The recharts half of the load, a chunk of its own: load it lazily. */
export default function LoadPlot({ daily }: { daily: PromptLoad['daily'] }) {
  const days = daily.map((day) => ({ ...day, other: day.asked - day.decided - day.expired }));
  const bar = { stackId: 'day', maxBarSize: 28, isAnimationActive: false };
  return (
    <BarChart
      responsive
      data={days}
      style={{ width: '100%', height: 140 }}
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
      <YAxis width={36} tick={tick} tickLine={false} axisLine={false} allowDecimals={false} />
      <Tooltip content={hover} cursor={{ fill: 'var(--hover)' }} isAnimationActive={false} />
      <Bar dataKey="decided" fill="var(--good-fill)" {...bar} />
      <Bar dataKey="expired" fill="var(--bad-fill)" {...bar} />
      <Bar dataKey="other" fill="var(--quiet-fill)" {...bar} />
    </BarChart>
  );
}
