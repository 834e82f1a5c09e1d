'use client';

import { ChartLine, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import { Choice } from '@/components/ui/choice';
import { Skeleton } from '@/components/ui/skeleton';
import { StateBadge } from '@/components/ui/state-badge';
import { HeadCell, Table } from '@/components/ui/table';
import { lineLook } from './chart-colors';
import type { ConfidenceLine, StopMark } from './confidence-lines';
import { Swatch } from './swatch';
import { WhenSeen } from './when-seen';

const ConfidencePlot = dynamic(() => import('./confidence-plot'), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});

export interface ConfidenceChartProps {
  lines: ConfidenceLine[];
  /** Stop points and decisions, drawn as upright lines. */
  stops?: StopMark[] | undefined;
  /** What the time axis spans, in ms since 1970. */
  fromMs: number;
  toMs: number;
  height?: number | undefined;
  chosenId?: string | undefined;
  onChoose?: ((id: string) => void) | undefined;
}

const views = [
  { value: 'chart' as const, label: 'Chart', icon: <ChartLine aria-hidden size={12} /> },
  { value: 'table' as const, label: 'Table', icon: <Table2 aria-hidden size={12} /> },
];

/** The agent's own estimates over time, stepwise, with the stop points; and as a table. */
export function ConfidenceChart({
  lines,
  stops = [],
  fromMs,
  toMs,
  height = 180,
  chosenId,
  onChoose,
}: ConfidenceChartProps) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const stated = lines.filter((line) => line.points.some(({ confidence }) => confidence !== null));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2 text-xs text-muted">
        <span>Agent&apos;s estimates, uncalibrated</span>
        <Choice label="Show as" value={view} onValueChange={setView} options={views} />
      </div>
      {view === 'table' ? (
        <ConfidenceTable lines={lines} />
      ) : stated.length === 0 ? (
        <p className="py-6 text-center text-sm text-muted">No confidence has been stated yet.</p>
      ) : (
        <figure aria-label="Confidence of each hypothesis over time" style={{ height }}>
          <WhenSeen height={height}>
            <ConfidencePlot {...{ lines, stops, fromMs, toMs, height, chosenId }} />
          </WhenSeen>
        </figure>
      )}
      {view === 'chart' && stated.length > 0 && (
        <ul aria-label="Lines" className="flex flex-wrap gap-1">
          {lines.map((line, index) => (
            <li key={line.id} className="max-w-full">
              <button
                type="button"
                aria-pressed={line.id === chosenId}
                onClick={() => onChoose?.(line.id)}
                className="flex min-h-6 max-w-72 items-center gap-1.5 rounded-sm px-1.5 text-xs text-ink hover:bg-hover aria-pressed:bg-hover aria-pressed:font-medium pointer-coarse:min-h-11"
              >
                <Swatch {...lineLook(index)} />
                <span className="truncate">
                  <VisibleText text={line.statement} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ConfidenceTable({ lines }: { lines: ConfidenceLine[] }) {
  return (
    <Table
      dense
      caption="Confidence of each hypothesis over time"
      className="max-h-72 rounded-lg border border-line"
      head={
        <>
          <HeadCell>Instant</HeadCell>
          <HeadCell>Hypothesis</HeadCell>
          <HeadCell numeric>Estimate</HeadCell>
          <HeadCell>Status now</HeadCell>
        </>
      }
    >
      {lines.flatMap((line) =>
        line.points.map((point, index) => (
          <tr key={`${line.id} ${index}`}>
            <td className="text-xs whitespace-nowrap text-muted">{utcFull(point.at)}</td>
            <td className="max-w-72 truncate">
              <VisibleText text={line.statement} />
            </td>
            <td className="text-right">
              {point.confidence === null ? 'not stated' : `${Math.round(point.confidence * 100)} %`}
            </td>
            <td>
              <StateBadge noun="hypothesis" value={line.status} look="plain" />
            </td>
          </tr>
        )),
      )}
    </Table>
  );
}
