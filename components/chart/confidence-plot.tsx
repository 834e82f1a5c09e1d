'use client';

import {
  Line,
  LineChart,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
  type TooltipContentProps,
} from 'recharts';
import { VisibleText } from '@/components/text/visible-text';
import { lineLook } from './chart-colors';
import { ChartHover } from './chart-hover';
import { confidenceRows, type ConfidenceLine, type StopMark } from './confidence-lines';
import { tickText, timeTicks } from './time-ticks';

export interface ConfidencePlotProps {
  lines: ConfidenceLine[];
  stops: StopMark[];
  fromMs: number;
  toMs: number;
  height: number;
  /** The hypothesis drawn strongest; the rest step back. */
  chosenId?: string | undefined;
}

const tick = { fontSize: 11, fill: 'var(--faint)' };
const strokes = {
  waiting: 'var(--waiting-fill)',
  good: 'var(--good-fill)',
  bad: 'var(--bad-fill)',
  quiet: 'var(--line-strong)',
};

/** The recharts half of ConfidenceChart, a chunk of its own: load it lazily. */
export default function ConfidencePlot({
  lines,
  stops,
  fromMs,
  toMs,
  height,
  chosenId,
}: ConfidencePlotProps) {
  const rows = confidenceRows(lines, toMs);
  const hover = ({ active, payload }: TooltipContentProps) => {
    const at: unknown = payload[0]?.payload?.at;
    if (!active || typeof at !== 'number') return null;
    const shown = payload.flatMap((entry) => {
      const index = Number(String(entry.dataKey).slice(1));
      const line = lines[index];
      if (!line || typeof entry.value !== 'number') return [];
      return [
        {
          key: line.id,
          look: lineLook(index),
          name: <VisibleText text={line.statement} />,
          value: `${Math.round(entry.value)} %`,
        },
      ];
    });
    return <ChartHover at={at} rows={shown} />;
  };
  return (
    <LineChart
      responsive
      data={rows}
      style={{ width: '100%', height }}
      margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
    >
      <XAxis
        dataKey="at"
        type="number"
        domain={[fromMs, toMs]}
        allowDataOverflow
        ticks={timeTicks(fromMs, toMs, 6)}
        tickFormatter={(at: number) => tickText(at, fromMs, toMs)}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        minTickGap={24}
      />
      <YAxis
        width={48}
        domain={[0, 100]}
        ticks={[0, 50, 100]}
        tickFormatter={(value: number) => `${value}\u00a0%`}
        tick={tick}
        tickLine={false}
        axisLine={false}
      />
      <ReferenceLine y={50} stroke="var(--line)" />
      {stops.map((stop) => (
        <ReferenceLine
          key={`${stop.at} ${stop.label}`}
          x={Date.parse(stop.at)}
          stroke={strokes[stop.tone]}
          strokeWidth={1.5}
          strokeDasharray={stop.tone === 'waiting' ? '4 3' : '0'}
        />
      ))}
      <Tooltip
        content={hover}
        cursor={{ stroke: 'var(--muted)', strokeDasharray: '3 3' }}
        isAnimationActive={false}
      />
      {lines.map((line, index) => (
        <Line
          key={line.id}
          type="stepAfter"
          dataKey={`c${index}`}
          stroke={lineLook(index).color}
          strokeDasharray={lineLook(index).dash}
          strokeWidth={line.id === chosenId ? 2.75 : 1.75}
          strokeOpacity={line.status === 'refuted' || (chosenId && line.id !== chosenId) ? 0.45 : 1}
          dot={false}
          activeDot={{ r: 3 }}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  );
}
