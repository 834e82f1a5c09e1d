import { lineLook } from './chart-colors';
import { confidenceRows, type ConfidenceLine, type StopMark } from './confidence-lines';

export interface ConfidenceStripProps {
  lines: ConfidenceLine[];
  stops?: StopMark[] | undefined;
  fromMs: number;
  toMs: number;
  /** Maps an instant to the strip's own axis, as where gaps are collapsed. */
  project?: ((atMs: number) => number) | undefined;
  chosenId?: string | undefined;
  /** Its height comes from here: "h-16 w-full". */
  className?: string | undefined;
}

const wide = 1000;
const high = 100;
const same = (atMs: number) => atMs;
const strokes = {
  waiting: 'var(--waiting-fill)',
  good: 'var(--good-fill)',
  bad: 'var(--bad-fill)',
  quiet: 'var(--line-strong)',
};

/**
 * The confidence lines as plain SVG, for the overview over a room: there at the first paint, and
 * without the charting library. ConfidenceChart beneath it has axes, values and the table twin.
 */
export function ConfidenceStrip({
  lines,
  stops = [],
  fromMs,
  toMs,
  project = same,
  chosenId,
  className,
}: ConfidenceStripProps) {
  const [left, right] = [project(fromMs), project(toMs)];
  const x = (atMs: number) => ((project(atMs) - left) / Math.max(right - left, 1)) * wide;
  const rows = confidenceRows(lines, toMs);
  return (
    <svg
      aria-hidden
      viewBox={`0 -4 ${wide} ${high + 8}`}
      preserveAspectRatio="none"
      className={className}
    >
      {[0, 50, 100].map((level) => (
        <line
          key={level}
          x1={0}
          x2={wide}
          y1={level}
          y2={level}
          stroke="var(--line)"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {stops.map((stop) => (
        <line
          key={`${stop.at} ${stop.label}`}
          x1={x(Date.parse(stop.at))}
          x2={x(Date.parse(stop.at))}
          y1={-4}
          y2={high + 4}
          stroke={strokes[stop.tone]}
          strokeWidth={1.5}
          strokeDasharray={stop.tone === 'waiting' ? '4 3' : undefined}
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {lines.map((line, index) => (
        <path
          key={line.id}
          d={stepPath(rows.flatMap((row) => pointOf(row.at, row[`c${index}`])))}
          fill="none"
          stroke={lineLook(index).color}
          strokeDasharray={lineLook(index).dash}
          strokeWidth={line.id === chosenId ? 2.5 : 1.75}
          opacity={line.status === 'refuted' ? 0.45 : 1}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );

  function pointOf(at: number, percent: number | undefined): [number, number][] {
    return percent === undefined ? [] : [[x(at), high - percent]];
  }
}

/** Holds each value until the next: across, then up or down. */
function stepPath(points: [number, number][]): string {
  return points
    .map(([px, py], index) => (index === 0 ? `M${px} ${py}` : `H${px} V${py}`))
    .join(' ');
}
