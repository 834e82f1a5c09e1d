'use client';

import { clsx } from 'clsx';
import { useMemo } from 'react';
import { lineLook } from '@/components/chart/chart-colors';
import { tickText, timeTicks } from '@/components/chart/time-ticks';
import { durationWords } from '@/components/time/format-time';
import type { Activity } from '@/lib/investigations/activity';
import type { LaneAgent } from '@/lib/investigations/views';
import type { OverviewLine } from './overview-marks';
import { StripBrush } from './strip-brush';
import { STRIP_INSET } from './strip-inset';
import { StripLaneRows } from './strip-lane-rows';
import { stripLanes } from './strip-lanes';
import { stripLine } from './strip-lines';
import type { TimeScale } from './time-scale';

const LINES_PX = 52;
/** Ticks closer than this share of the strip would lie on each other. */
const TICK_APART = 0.07;

export interface StripPlotProps {
  lines: OverviewLine[];
  activity: Activity['items'];
  agents: LaneAgent[];
  scale: TimeScale;
  cursor: string | undefined;
  /** So many agents have a lane each. */
  mostLanes?: number | undefined;
  /** Pressed at a share of the strip, or drawn over from one to another; nothing where it is only looked at. */
  onShare?: ((share: number) => void) | undefined;
  onBrush?: ((one: number, other: number) => void) | undefined;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** The drawing: confidence over lanes of activity over time, with gaps marked as such. */
export default function StripPlot(props: StripPlotProps) {
  const { lines, activity, agents, scale, cursor, mostLanes, onShare, onBrush } = props;
  const drawn = useMemo(() => lines.map((line) => stripLine(line, scale)), [lines, scale]);
  const lanes = useMemo(
    () => stripLanes(activity, agents, scale, mostLanes),
    [activity, agents, scale, mostLanes],
  );
  const cursorShare = cursor === undefined ? undefined : scale.shareOf(Date.parse(cursor));
  const isStated = drawn.some((line) => line !== undefined);
  return (
    <figure aria-label="The run over time" className="relative m-0 pt-5">
      <div className={clsx('relative', STRIP_INSET)}>
        <div className="relative border-b border-line" style={{ height: LINES_PX }}>
          <YAxis />
          {!isStated && (
            <p className="absolute inset-0 z-[1] flex items-center justify-center text-xs text-muted">
              <span className="bg-surface px-2">No confidence is stated here.</span>
            </p>
          )}
          <svg
            aria-hidden
            viewBox="0 0 1000 100"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible"
          >
            {drawn.map((line, index) => (
              <path
                key={lines[index]?.id ?? index}
                d={line?.path ?? ''}
                fill="none"
                stroke={lineLook(index).color}
                strokeDasharray={lineLook(index).dash}
                strokeWidth={1.75}
                strokeOpacity={lines[index]?.status === 'refuted' ? 0.45 : 1}
                vectorEffect="non-scaling-stroke"
              />
            ))}
          </svg>
          {drawn.flatMap((line, index) =>
            (line?.steps ?? []).flatMap(({ x, y, because }, place) =>
              because.length === 0
                ? []
                : [
                    <span
                      key={`${line?.id} ${place}`}
                      aria-hidden
                      className="absolute size-1.5 -translate-1/2 rounded-full ring-1 ring-surface"
                      style={{
                        left: percent(x),
                        top: percent(1 - y),
                        background: lineLook(index).color,
                      }}
                    />,
                  ],
            ),
          )}
        </div>
        <StripLaneRows lanes={lanes} />
        <Gaps scale={scale} />
        {cursorShare !== undefined && <Cursor share={cursorShare} />}
        {onShare && onBrush && (
          <StripBrush cursor={cursorShare} onShare={onShare} onBrush={onBrush} />
        )}
      </div>
      <Ticks scale={scale} />
    </figure>
  );
}

function YAxis() {
  return (
    <>
      {[100, 50, 0].map((value) => (
        <span
          key={value}
          aria-hidden
          className="absolute right-full mr-1.5 -translate-y-1/2 text-2xs whitespace-nowrap text-faint tabular-nums"
          style={{ top: `${100 - value}%` }}
        >
          {value}&nbsp;%
        </span>
      ))}
      <span aria-hidden className="absolute inset-x-0 top-1/2 border-t border-line" />
    </>
  );
}

/** Where nothing happened for long: a hatched sliver that says how long. */
function Gaps({ scale }: { scale: TimeScale }) {
  return scale.stretches
    .filter(({ isGap }) => isGap)
    .map(({ from, to, fromMs, toMs }) => {
      const words = `Nothing for ${durationWords(toMs - fromMs)}`;
      return (
        <span
          key={fromMs}
          title={words}
          className="absolute inset-y-0 flex items-end justify-center overflow-visible border-x border-dashed border-line-strong bg-sunken"
          style={{ left: percent(from), width: percent(to - from) }}
        >
          <span className="sr-only">{words}</span>
          <span
            aria-hidden
            className="mb-0.5 rotate-180 text-2xs leading-none whitespace-nowrap text-muted [writing-mode:vertical-rl]"
          >
            {durationWords(toMs - fromMs)}
          </span>
        </span>
      );
    });
}

/** The moment that is looked back at; what came after it was not known, and steps back. */
function Cursor({ share }: { share: number }) {
  return (
    <>
      <span
        aria-hidden
        className="absolute inset-y-0 right-0 bg-surface/75"
        style={{ left: percent(share) }}
      />
      <span
        aria-hidden
        className="absolute -top-4 bottom-0 w-0.5 -translate-x-1/2 bg-running-fill"
        style={{ left: percent(share) }}
      />
    </>
  );
}

function Ticks({ scale }: Pick<StripPlotProps, 'scale'>) {
  const shown: { ms: number; share: number }[] = [];
  for (const { fromMs: from, toMs: to, isGap, from: start, to: end } of scale.stretches) {
    if (isGap) continue;
    for (const ms of timeTicks(from, to, Math.max(1, Math.round(6 * (end - start))))) {
      const share = scale.shareOf(ms);
      if (share - (shown.at(-1)?.share ?? -1) >= TICK_APART) shown.push({ ms, share });
    }
  }
  return (
    <div aria-hidden className={clsx('relative mt-1 h-3', STRIP_INSET)}>
      {shown.map(({ ms, share }) => (
        <span
          key={ms}
          className="absolute -translate-x-1/2 text-2xs whitespace-nowrap text-faint tabular-nums max-sm:even:hidden"
          style={{ left: percent(share) }}
        >
          {tickText(ms, scale.fromMs, scale.toMs)}
        </span>
      ))}
    </div>
  );
}
