'use client';

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ChartLine, History, Maximize2, Table2, ZoomIn } from 'lucide-react';
import dynamic from 'next/dynamic';
import { memo, useMemo, useState } from 'react';
import { useShortcut } from '@/components/shell/shortcuts';
import { useClock } from '@/components/time/clock';
import { utcTime, utcWindow } from '@/components/time/format-time';
import { Duration } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { late } from '@/components/ui/late';
import { Skeleton } from '@/components/ui/skeleton';
import { activityQuery } from '@/lib/investigations/client';
import { LaneNamesButton } from './lane-names-button';
import { OverviewMarkList } from './overview-mark-list';
import { type OverviewLine, overviewLines, overviewMarks, overviewSpan } from './overview-marks';
import { useRoomHands } from './room-context';
import { instantOf, isOver, type RunFacts } from './run-facts';
import { recordedRun, sameFacts } from './same-facts';
import { STRIP_ROOM } from './strip-inset';
import { FEW_LANES } from './strip-lanes';
import { StripLegend } from './strip-legend';
import { asWindow, brushed, isWithin, layWindow, type Span } from './strip-window';
import { timeScale } from './time-scale';
import { useWindow } from './use-window';

/** The strip's right edge follows now this often, in ms: all of it is drawn anew each time. */
const EDGE_MS = 5000;

/** As high as the drawing with one lane, so that little moves when it comes. */
const PLOT_PX = 112;

const StripPlot = dynamic(() => import('./strip-plot'), {
  ssr: false,
  loading: () => (
    <div style={{ height: PLOT_PX }}>
      <Skeleton className="h-full w-full" />
    </div>
  ),
});
const OverviewTable = late(() => import('./overview-table'));
const StripContext = late(() => import('./strip-context'));
const ZoomForm = late(() => import('./zoom-form'));

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
 * decisions, with long pauses drawn short. Pressing on it looks back at that moment; drawing over it
 * zooms into a stretch, which never reaches past the moment that is looked back at.
 */
export const OverviewStrip = memo(
  function OverviewStrip({ facts, cursor }: OverviewStripProps) {
    const { goTo, at } = useRoomHands();
    const { window, zoom } = useWindow();
    const [view, setView] = useState<'chart' | 'table'>('chart');
    const [isTyping, setTyping] = useState(false);
    const [mostLanes, setMostLanes] = useState(FEW_LANES);
    useShortcut('z', 'Zoom into a stretch of the run', () => setTyping(true), 'Timeline');
    const now = useClock((ms) => Math.floor(ms / EDGE_MS) * EDGE_MS);
    const { hypotheses, checkpoints, actions, row } = facts;
    const isGoing = row.clock !== 'imported' && !isOver(row);
    const { data: activity } = useQuery(activityQuery(row.id, isGoing));
    const lines = useMemo(() => overviewLines(hypotheses, row.clock), [hypotheses, row.clock]);
    const marks = useMemo(
      () => overviewMarks(checkpoints, actions, row.clock),
      [checkpoints, actions, row.clock],
    );
    const run = overviewSpan(facts, cursor === undefined ? now : Number.NaN);
    const instants = activity
      ? activity.items.flatMap(({ fromAt, toAt }) => [Date.parse(fromAt), Date.parse(toAt)])
      : instantsOf(facts, lines);
    const all = [...instants, ...marks.map((mark) => Date.parse(mark.at))];
    const cursorMs = cursor === undefined ? undefined : Date.parse(cursor);
    const known = { ...run, toMs: Math.min(run.toMs, cursorMs ?? run.toMs) };
    const zoomed = layWindow(window, known);
    const shown = zoomed ?? run;
    const scale = timeScale(all, shown.fromMs, shown.toMs);
    const isNow = isGoing && cursor === undefined;
    const zoomTo = (span: Span) => zoom(asWindow(span, known, isNow));
    const isCursorShown = cursorMs !== undefined && isWithin(cursorMs, shown);
    return (
      <section
        aria-label="The whole run"
        className={clsx(
          'flex min-w-0 flex-col gap-1 rounded-lg border border-line bg-surface px-3 py-2',
          STRIP_ROOM,
        )}
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted md:flex-nowrap">
          <h2 className="shrink-0 font-medium">
            {zoomed ? (
              <>
                <span className="tabular-nums">{stretchWords(zoomed)}</span>, of{' '}
                <Duration ms={run.toMs - run.fromMs} />
              </>
            ) : (
              <>
                Whole run, <Duration ms={run.toMs - run.fromMs} />
              </>
            )}
          </h2>
          {view === 'chart' && <StripLegend lines={lines} />}
          <span className="ml-auto flex min-w-0 items-center gap-2 max-md:flex-wrap md:shrink-0">
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
            {window && (
              <Button
                size="sm"
                icon={<Maximize2 aria-hidden size={13} />}
                onClick={() => zoom(null)}
              >
                Show all
              </Button>
            )}
            <Button
              square
              size="sm"
              variant="ghost"
              aria-label="Zoom into a stretch"
              aria-expanded={isTyping}
              icon={<ZoomIn aria-hidden size={14} />}
              onClick={() => setTyping(!isTyping)}
            />
            {activity && (
              <LaneNamesButton
                activity={activity.items}
                agents={facts.run.agents}
                most={mostLanes}
                onMost={setMostLanes}
              />
            )}
            <Choice label="Show as" value={view} onValueChange={setView} options={views} />
          </span>
        </div>
        {view === 'table' ? (
          <OverviewTable
            lines={lines}
            marks={marks}
            activity={activity?.items ?? []}
            agents={facts.run.agents}
            within={shown}
            onClose={() => setView('chart')}
          />
        ) : (
          <div className="relative">
            <StripPlot
              lines={lines}
              activity={activity?.items ?? []}
              agents={facts.run.agents}
              scale={scale}
              cursor={isCursorShown ? cursor : undefined}
              mostLanes={mostLanes}
              onShare={(share) => goTo(new Date(scale.instantOf(share)).toISOString())}
              onBrush={(one, other) => zoomTo(brushed(scale, one, other))}
            />
            <OverviewMarkList
              marks={marks.filter((mark) => isWithin(Date.parse(mark.at), shown))}
              shareOf={scale.shareOf}
            />
          </div>
        )}
        {zoomed && (
          <StripContext
            whole={timeScale(all, known.fromMs, known.toMs)}
            span={zoomed}
            onSpan={zoomTo}
          />
        )}
        {isTyping && (
          <ZoomForm
            key={`${shown.fromMs}`}
            whole={known}
            shown={zoomed ?? known}
            isGoing={isNow}
            onZoom={(next) => {
              zoom(next);
              setTyping(false);
            }}
            onClose={() => setTyping(false)}
          />
        )}
      </section>
    );
  },
  (before, after) => before.cursor === after.cursor && sameRun(before, after),
);

/** The day is on the chip over the rows; here it would take the room of the claims' names. */
function stretchWords({ fromMs, toMs }: Span): string {
  const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
  const isOneDay = from.slice(0, 10) === to.slice(0, 10);
  return isOneDay ? `${utcTime(from)} to ${utcTime(to)} UTC` : utcWindow(from, to);
}
