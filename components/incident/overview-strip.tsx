'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ChartLine, History, Table2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { memo, useMemo, useState } from 'react';
import { lineLook } from '@/components/chart/chart-colors';
import { Swatch } from '@/components/chart/swatch';
import { VisibleText } from '@/components/text/visible-text';
import { useClock } from '@/components/time/clock';
import { Duration } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Skeleton } from '@/components/ui/skeleton';
import { activityQuery } from '@/lib/investigations/client';
import { OverviewMarkList } from './overview-mark-list';
import { type OverviewLine, overviewLines, overviewMarks, overviewSpan } from './overview-marks';
import { useRoom, useRoomHands } from './room-context';
import { instantOf, isOver, type RunFacts } from './run-facts';
import { recordedRun, sameFacts } from './same-facts';
import { STRIP_LEFT_PX, STRIP_RIGHT_PX } from './strip-margins';
import { timeScale } from './time-scale';
import { PlainButton } from '@/components/ui/plain-button';

/** The strip's right edge follows now this often, in ms: all of it is drawn anew each time. */
const EDGE_MS = 5000;

/** As high as the drawing with one lane, so that little moves when it comes. */
const PLOT_PX = 104;

const StripPlot = dynamic(() => import('./strip-plot'), {
  ssr: false,
  loading: () => (
    <div style={{ height: PLOT_PX }}>
      <Skeleton className="h-full w-full" />
    </div>
  ),
});
const OverviewTable = dynamic(() => import('./overview-table'), { ssr: false });

const views = [
  { value: 'chart' as const, label: 'Chart', icon: <ChartLine aria-hidden size={12} /> },
  { value: 'table' as const, label: 'Table', icon: <Table2 aria-hidden size={12} /> },
];

export interface OverviewStripProps {
  /** The run as it stands now. */
  facts: RunFacts;
  /** The instant that is looked back at; RFC 3339. */
  cursor: string | undefined;
}

const sameRun = sameFacts((facts) => [
  facts.hypotheses,
  facts.checkpoints,
  facts.actions,
  facts.row.status,
  // What has ended spans to its last event; what goes on, to the clock.
  isOver(facts.row) ? facts.row.lastEventAt : undefined,
  recordedRun(facts),
]);

/** The instants of a run that are known here, before the server has said all of them. */
function instantsOf(facts: RunFacts, lines: OverviewLine[]): number[] {
  const shown = facts.run.events.map((event) => instantOf(facts.row, event));
  const stated = lines.flatMap(({ points }) => points.map(({ at }) => at));
  return [...shown, ...stated].map((at) => Date.parse(at));
}

/**
 * The whole run at a glance: who did something when, confidence of the leading claims, stop points and
 * decisions, with long pauses drawn short. Pressing on it looks back at that moment.
 */
export const OverviewStrip = memo(
  function OverviewStrip({ facts, cursor }: OverviewStripProps) {
    const { goTo, at } = useRoomHands();
    const [view, setView] = useState<'chart' | 'table'>('chart');
    const now = useClock((ms) => Math.floor(ms / EDGE_MS) * EDGE_MS);
    const { hypotheses, checkpoints, actions, row } = facts;
    const isGoing = row.clock !== 'imported' && !isOver(row);
    const { data: activity } = useQuery(activityQuery(row.id, isGoing));
    const lines = useMemo(() => overviewLines(hypotheses, row.clock), [hypotheses, row.clock]);
    const marks = useMemo(
      () => overviewMarks(checkpoints, actions, row.clock),
      [checkpoints, actions, row.clock],
    );
    const { fromMs, toMs } = overviewSpan(facts, cursor === undefined ? now : Number.NaN);
    const instants = activity
      ? activity.items.flatMap(({ fromAt, toAt }) => [Date.parse(fromAt), Date.parse(toAt)])
      : instantsOf(facts, lines);
    const scale = timeScale(
      [...instants, ...marks.map((mark) => Date.parse(mark.at))],
      fromMs,
      toMs,
    );
    return (
      <section
        aria-label="The whole run"
        className="flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface px-3 py-2"
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted md:flex-nowrap">
          <h2 className="shrink-0 font-medium">
            Whole run, <Duration ms={toMs - fromMs} />
          </h2>
          {view === 'chart' && <Legend lines={lines} />}
          <span className="ml-auto flex shrink-0 items-center gap-2">
            {at === null && (
              <Button
                size="sm"
                variant="ghost"
                icon={<History aria-hidden size={13} />}
                onClick={() => goTo(String(row.lastSeq))}
              >
                Look back
              </Button>
            )}
            <Choice label="Show as" value={view} onValueChange={setView} options={views} />
          </span>
        </div>
        {view === 'table' ? (
          <OverviewTable lines={lines} marks={marks} />
        ) : (
          <div className="relative">
            <StripPlot
              lines={lines}
              activity={activity?.items ?? []}
              agents={facts.run.agents}
              scale={scale}
              fromMs={fromMs}
              toMs={toMs}
              cursor={cursor}
              onInstant={(ms) => goTo(new Date(ms).toISOString())}
            />
            <OverviewMarkList
              marks={marks}
              shareOf={scale.shareOf}
              leftPx={STRIP_LEFT_PX}
              rightPx={STRIP_RIGHT_PX}
            />
          </div>
        )}
      </section>
    );
  },
  (before, after) => before.cursor === after.cursor && sameRun(before, after),
);

function Legend({ lines }: { lines: OverviewLine[] }) {
  const { select } = useRoomHands();
  const { state, facts } = useRoom();
  // Looking back, a claim of later has no name yet, and none is refuted before it was.
  const then = state.asOf ? new Map(facts?.hypotheses.map((row) => [row.id, row])) : undefined;
  return (
    <ul aria-label="Lines" className="hidden min-w-0 flex-1 gap-1 overflow-hidden md:flex">
      {lines.map((line, index) => (
        <li key={line.id} className={clsx('min-w-0', then && !then.has(line.id) && 'hidden')}>
          <PlainButton
            onClick={() => select(`hyp:${line.id}`)}
            className="focus-inset flex min-h-6 w-full min-w-0 items-center gap-1.5 rounded-sm px-1 text-ink hover:bg-hover"
          >
            <Swatch {...lineLook(index)} />
            <span
              className={clsx(
                'truncate',
                (then?.get(line.id) ?? line).status === 'refuted' && 'line-through',
              )}
            >
              <VisibleText text={line.statement} />
            </span>
          </PlainButton>
        </li>
      ))}
    </ul>
  );
}
