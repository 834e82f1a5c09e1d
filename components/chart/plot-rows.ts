import { type PlacedPoint, usualStep } from './crosshair-geometry';
import type { NamedSeries, Point } from './series-rows';

/** Points that are further apart than this many usual steps have a hole between them. */
const HOLE_STEPS = 4;

/** Points in order of time; of two at one instant the later sent. What has no instant is left out. */
export function placedPoints(points: readonly Point[]): PlacedPoint[] {
  const byInstant = new Map<number, number | null>();
  for (const [instant, value] of points) {
    const at = new Date(instant).getTime();
    if (!Number.isNaN(at)) byInstant.set(at, value);
  }
  return [...byInstant].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at);
}

/** The same with a gap in the middle of every hole: a line drawn over one would claim values. */
export function withHoles(points: readonly PlacedPoint[]): PlacedPoint[] {
  const step = usualStep(points);
  if (step === undefined || points.length < 5) return [...points];
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    const isHole = before !== undefined && point.at - before.at > HOLE_STEPS * step;
    return isHole ? [{ at: (before.at + point.at) / 2, value: null }, point] : [point];
  });
}

/**
 * Keeps a line's shape with fewer points: of each bucket its lowest and its highest, so that no
 * peak is lost. What the table shows is always everything.
 */
export function thin(points: readonly PlacedPoint[], limit: number): PlacedPoint[] {
  if (points.length <= limit) return [...points];
  const size = Math.ceil(points.length / (limit / 2));
  const kept: PlacedPoint[] = [];
  for (let from = 0; from < points.length; from += size) {
    const bucket = points.slice(from, from + size);
    const gap = bucket.find(({ value }) => value === null);
    const [low, high] = extremes(bucket);
    const picks = [low, high, gap].filter((point) => point !== undefined);
    for (const point of bucket) if (picks.includes(point)) kept.push(point);
  }
  return kept;
}

function extremes(
  points: readonly PlacedPoint[],
): [PlacedPoint | undefined, PlacedPoint | undefined] {
  let low: PlacedPoint | undefined;
  let high: PlacedPoint | undefined;
  for (const point of points) {
    if (point.value === null) continue;
    if (!low || point.value < (low.value ?? 0)) low = point;
    if (!high || point.value > (high.value ?? 0)) high = point;
  }
  return [low, high];
}

export interface PlotRow {
  at: number;
  /** By the series' place; null where there is nothing to draw. */
  values: (number | null)[];
}

export interface Plotted {
  rows: PlotRow[];
  /** Points with nothing on either side, by series: a line alone would not show them. */
  lone: Set<number>[];
}

const valueIn = (points: readonly PlacedPoint[], next: number, at: number): number | null => {
  const after = points[next];
  if (after?.at === at) return after.value;
  const before = points[next - 1];
  if (!before || !after || before.value === null || after.value === null) return null;
  // Series of other instants share the rows; on the straight line between two points nothing changes.
  return before.value + ((at - before.at) / (after.at - before.at)) * (after.value - before.value);
};

/** Rows to draw: every instant of any series, each with every series' value on its line there. */
export function plotRows(lines: readonly (readonly PlacedPoint[])[]): Plotted {
  const instants = [...new Set(lines.flatMap((line) => line.map(({ at }) => at)))].sort(
    (a, b) => a - b,
  );
  const next = lines.map(() => 0);
  const rows = instants.map((at) => ({
    at,
    values: lines.map((line, index) => {
      let place = next[index] ?? 0;
      while (place < line.length && (line[place]?.at ?? 0) < at) place++;
      next[index] = place;
      return valueIn(line, place, at);
    }),
  }));
  const isEmpty = (point: PlacedPoint | undefined) => (point?.value ?? null) === null;
  const lone = lines.map(
    (line) =>
      new Set(
        line.flatMap((point, index) =>
          !isEmpty(point) && isEmpty(line[index - 1]) && isEmpty(line[index + 1]) ? [point.at] : [],
        ),
      ),
  );
  return { rows, lone };
}

/** From the first point of any series to the last. */
export function spanOf(series: readonly NamedSeries[]): { from: number; to: number } {
  let [from, to] = [Infinity, -Infinity];
  for (const { points } of series)
    for (const [instant] of points) {
      const at = new Date(instant).getTime();
      if (at < from) from = at;
      if (at > to) to = at;
    }
  return from <= to ? { from, to } : { from: 0, to: 0 };
}
