'use client';

import { clsx } from 'clsx';
import { useMemo, useRef, type PointerEvent } from 'react';
import { lineLook } from '@/components/chart/chart-colors';
import { tickText, timeTicks } from '@/components/chart/time-ticks';
import { revealedText } from '@/lib/text/visible';
import { durationWords } from '@/components/time/format-time';
import type { Activity } from '@/lib/investigations/activity';
import type { LaneAgent } from '@/lib/investigations/views';
import type { OverviewLine } from './overview-marks';
import { stripLanes } from './strip-lanes';
import { stripLine } from './strip-lines';
import { STRIP_LEFT_PX, STRIP_RIGHT_PX } from './strip-margins';
import type { TimeScale } from './time-scale';

const LINES_PX = 52;
const LANE_PX = 7;
/** Ticks closer than this share of the strip would lie on each other. */
const TICK_APART = 0.07;

export interface StripPlotProps {
  lines: OverviewLine[];
  activity: Activity['items'];
  agents: LaneAgent[];
  scale: TimeScale;
  fromMs: number;
  toMs: number;
  cursor: string | undefined;
  onInstant: (ms: number) => void;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** The drawing: confidence over lanes of activity over time, with gaps marked as such. */
export default function StripPlot(props: StripPlotProps) {
  const { lines, activity, agents, scale, fromMs, toMs, cursor, onInstant } = props;
  const drawn = useMemo(
    () => lines.map((line) => stripLine(line, scale, toMs)),
    [lines, scale, toMs],
  );
  const lanes = useMemo(() => stripLanes(activity, agents, scale), [activity, agents, scale]);
  const cursorShare = cursor === undefined ? undefined : scale.shareOf(Date.parse(cursor));
  const isStated = drawn.some((line) => line !== undefined);
  return (
    <figure aria-label="The run over time" className="relative m-0 pt-5">
      <div className="relative" style={{ marginLeft: STRIP_LEFT_PX, marginRight: STRIP_RIGHT_PX }}>
        <div className="relative border-b border-line" style={{ height: LINES_PX }}>
          <YAxis />
          {!isStated && (
            <p className="absolute inset-0 flex items-center justify-center text-xs text-muted">
              No confidence has been stated yet.
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
        {lanes.map((lane, place) => (
          <div
            key={lane.id}
            className={clsx('relative', place === 0 ? 'mt-2' : 'mt-0.5')}
            style={{ height: LANE_PX }}
          >
            <span
              title={revealedText(lane.label)}
              className="absolute right-full mr-1 w-11 truncate text-right text-[9px] leading-[7px] text-faint"
            >
              {revealedText(lane.label)}
            </span>
            {lane.bars.map(({ from, to, weight }, place) => (
              <span
                key={place}
                aria-hidden
                className={clsx(
                  'absolute inset-y-0',
                  lane.id === 'people' ? 'bg-waiting-fill' : 'bg-running-fill',
                )}
                style={{
                  left: percent(from),
                  width: percent(Math.max(0.001, to - from)),
                  opacity: 0.2 + 0.8 * weight,
                }}
              />
            ))}
          </div>
        ))}
        <Gaps scale={scale} />
        {cursorShare !== undefined && <Cursor share={cursorShare} />}
        <Scrubber scale={scale} onInstant={onInstant} />
      </div>
      <Ticks scale={scale} fromMs={fromMs} toMs={toMs} />
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
            className="mb-0.5 rotate-180 text-[9px] leading-none whitespace-nowrap text-muted [writing-mode:vertical-rl]"
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

/** Takes presses and drags; the keyboard has the slider of the band, which says where it stands. */
function Scrubber({ scale, onInstant }: Pick<StripPlotProps, 'scale' | 'onInstant'>) {
  const lastAt = useRef(0);
  const go = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (event.clientX - left) / Math.max(1, width)));
    onInstant(scale.instantOf(share));
    lastAt.current = event.timeStamp;
  };
  return (
    <div
      className="absolute inset-0 cursor-col-resize touch-pan-y"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={(event) => {
        const isDragged = event.currentTarget.hasPointerCapture(event.pointerId);
        // As often as the room can follow.
        if (isDragged && event.timeStamp - lastAt.current > 120) go(event);
      }}
      onPointerUp={go}
    />
  );
}

function Ticks({ scale, fromMs, toMs }: Pick<StripPlotProps, 'scale' | 'fromMs' | 'toMs'>) {
  const shown: { ms: number; share: number }[] = [];
  for (const { fromMs: from, toMs: to, isGap, from: start, to: end } of scale.stretches) {
    if (isGap) continue;
    for (const ms of timeTicks(from, to, Math.max(1, Math.round(6 * (end - start))))) {
      const share = scale.shareOf(ms);
      if (share - (shown.at(-1)?.share ?? -1) >= TICK_APART) shown.push({ ms, share });
    }
  }
  return (
    <div
      aria-hidden
      className="relative mt-1 h-3"
      style={{ marginLeft: STRIP_LEFT_PX, marginRight: STRIP_RIGHT_PX }}
    >
      {shown.map(({ ms, share }) => (
        <span
          key={ms}
          className="absolute -translate-x-1/2 text-2xs whitespace-nowrap text-faint tabular-nums max-sm:even:hidden"
          style={{ left: percent(share) }}
        >
          {tickText(ms, fromMs, toMs)}
        </span>
      ))}
    </div>
  );
}
