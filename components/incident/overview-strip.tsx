'use client';

import { clsx } from 'clsx';
import { ChartLine, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { memo, useMemo, useState } from 'react';
import { lineLook } from '@/components/chart/chart-colors';
import type { ConfidenceLine } from '@/components/chart/confidence-lines';
import { Swatch } from '@/components/chart/swatch';
import { VisibleText } from '@/components/text/visible-text';
import { useClock } from '@/components/time/clock';
import { Duration } from '@/components/time/relative-time';
import { Choice } from '@/components/ui/choice';
import { Skeleton } from '@/components/ui/skeleton';
import { OverviewMarkList } from './overview-mark-list';
import { overviewLines, overviewMarks, overviewSpan } from './overview-marks';
import { useRoomHands } from './room-context';
import { isOver, type RunFacts } from './run-facts';
import { recordedRun, sameFacts } from './same-facts';

const HEIGHT = 92;
/** The plot's own margins, so that marks stand over their instants. */
const LEFT_PX = 48;
const RIGHT_PX = 12;
/** The strip's right edge follows now this often, in ms: the chart is drawn anew each time. */
const EDGE_MS = 5000;

const ConfidencePlot = dynamic(() => import('@/components/chart/confidence-plot'), {
  ssr: false,
  loading: () => <Skeleton className="h-full w-full" />,
});
const OverviewTable = dynamic(() => import('./overview-table'), { ssr: false });

const views = [
  { value: 'chart' as const, label: 'Chart', icon: <ChartLine aria-hidden size={12} /> },
  { value: 'table' as const, label: 'Table', icon: <Table2 aria-hidden size={12} /> },
];

const shown = sameFacts((facts) => [
  facts.hypotheses,
  facts.checkpoints,
  facts.actions,
  facts.row.status,
  // What has ended spans to its last event; what goes on, to the clock.
  isOver(facts.row) ? facts.row.lastEventAt : undefined,
  recordedRun(facts),
]);

/** The whole run at a glance: confidence of the leading claims, stop points and decisions. */
export const OverviewStrip = memo(function OverviewStrip({ facts }: { facts: RunFacts }) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const now = useClock((ms) => Math.floor(ms / EDGE_MS) * EDGE_MS);
  const { hypotheses, checkpoints, actions } = facts;
  const { clock } = facts.row;
  const lines = useMemo(() => overviewLines(hypotheses, clock), [hypotheses, clock]);
  const marks = useMemo(
    () => overviewMarks(checkpoints, actions, clock),
    [checkpoints, actions, clock],
  );
  const { fromMs, toMs } = overviewSpan(facts, now);
  const isStated = lines.some(({ points }) => points.some(({ confidence }) => confidence !== null));
  return (
    <section
      aria-label="The whole run"
      className="flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface px-3 py-2"
    >
      <div className="flex items-center gap-3 text-xs text-muted">
        <h2 className="shrink-0 font-medium">
          Whole run, <Duration ms={toMs - fromMs} />
        </h2>
        {view === 'chart' && <Legend lines={lines} />}
        <span className="ml-auto shrink-0">
          <Choice label="Show as" value={view} onValueChange={setView} options={views} />
        </span>
      </div>
      {view === 'table' ? (
        <OverviewTable lines={lines} marks={marks} />
      ) : (
        <div className="relative">
          <figure aria-label="Confidence over the whole run" style={{ height: HEIGHT }}>
            {isStated || marks.length > 0 ? (
              <ConfidencePlot
                lines={lines}
                stops={marks}
                fromMs={fromMs}
                toMs={toMs}
                height={HEIGHT}
              />
            ) : (
              <p className="flex h-full items-center justify-center text-sm text-muted">
                No confidence has been stated yet.
              </p>
            )}
          </figure>
          <OverviewMarkList
            marks={marks}
            fromMs={fromMs}
            toMs={toMs}
            leftPx={LEFT_PX}
            rightPx={RIGHT_PX}
          />
        </div>
      )}
    </section>
  );
}, shown);

function Legend({ lines }: { lines: ConfidenceLine[] }) {
  const { select } = useRoomHands();
  return (
    <ul aria-label="Lines" className="hidden min-w-0 flex-1 gap-1 overflow-hidden md:flex">
      {lines.map((line, index) => (
        <li key={line.id} className="min-w-0">
          <button
            type="button"
            onClick={() => select(`hyp:${line.id}`)}
            className="focus-inset flex min-h-6 w-full min-w-0 items-center gap-1.5 rounded-sm px-1 text-ink hover:bg-hover"
          >
            <Swatch {...lineLook(index)} />
            <span className={clsx('truncate', line.status === 'refuted' && 'line-through')}>
              <VisibleText text={line.statement} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
