'use client';

import { lineLook } from '@/components/chart/chart-colors';
import { Swatch } from '@/components/chart/swatch';
import type { OverviewLine, OverviewMark } from '@/components/incident/overview-marks';
import { STRIP_ROOM } from '@/components/incident/strip-inset';
import StripPlot from '@/components/incident/strip-plot';
import { timeScale } from '@/components/incident/time-scale';
import { VisibleText } from '@/components/text/visible-text';
import { utcFull } from '@/components/time/format-time';
import type { Activity } from '@/lib/investigations/activity';
import type { LaneAgent } from '@/lib/investigations/views';

export interface PrintStripProps {
  lines: OverviewLine[];
  marks: OverviewMark[];
  activity: Activity['items'];
  agents: LaneAgent[];
  fromMs: number;
  toMs: number;
}

/** The whole run at a glance, as it stands atop a room, with its stop points and decisions in words. */
export function PrintStrip({ lines, marks, activity, agents, fromMs, toMs }: PrintStripProps) {
  const instants = activity.flatMap(({ fromAt, toAt }) => [Date.parse(fromAt), Date.parse(toAt)]);
  const known = marks.filter(({ at }) => Date.parse(at) <= toMs);
  const scale = timeScale([...instants, ...known.map(({ at }) => Date.parse(at))], fromMs, toMs);
  return (
    <div className={`break-inside-avoid ${STRIP_ROOM} [print-color-adjust:exact]`}>
      <div className="relative">
        <StripPlot
          lines={lines}
          activity={activity}
          agents={agents}
          scale={scale}
          cursor={undefined}
          mostLanes={Number.POSITIVE_INFINITY}
        />
        <span aria-hidden className="absolute top-0 right-3 left-(--strip-left) h-4">
          {known.map(({ key, at }) => (
            <span
              key={key}
              className="absolute top-1 size-2 -translate-x-1/2 rotate-45 bg-ink"
              style={{ left: `${scale.shareOf(Date.parse(at)) * 100}%` }}
            />
          ))}
        </span>
      </div>
      <ul className="m-0 mt-2 flex list-none flex-col gap-0.5 p-0 text-xs">
        {lines.map((line, index) => (
          <li key={line.id} className="flex min-w-0 items-center gap-1.5">
            <Swatch {...lineLook(index)} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <VisibleText text={line.statement} />
            </span>
          </li>
        ))}
      </ul>
      {known.length > 0 && (
        <ol className="m-0 mt-2 list-none p-0 text-xs text-muted">
          {known.map(({ key, at, label }) => (
            <li key={key} className="[overflow-wrap:anywhere]">
              {utcFull(at)}: <VisibleText text={label} />
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
