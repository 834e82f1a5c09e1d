/** The room that a plot leaves for its axis and its edge, in px; between them runs time. */
export const PLOT_LEFT = 52;
export const PLOT_RIGHT = 12;

export interface Span {
  from: number;
  to: number;
}

export interface PlacedPoint {
  at: number;
  value: number | null;
}

/** The instant under a pointer, `x` px from the left edge of a plot so many px wide. */
export function instantAt(x: number, width: number, { from, to }: Span): number {
  const inner = width - PLOT_LEFT - PLOT_RIGHT;
  const share = inner > 0 ? (x - PLOT_LEFT) / inner : 0;
  return from + Math.min(1, Math.max(0, share)) * (to - from);
}

/** Where an instant stands in a plot as a share of its width between the axes; undefined outside. */
export function shareOf(at: number, { from, to }: Span): number | undefined {
  if (at < from || at > to) return undefined;
  return to > from ? (at - from) / (to - from) : 0;
}

/** The place of the instant nearest to another, the earlier of two as near; -1 where there is none. */
export function nearestIndex(instants: readonly number[], at: number): number {
  if (instants.length === 0) return -1;
  let low = 0;
  let high = instants.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instants[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const before = instants[low - 1];
  const after = instants[low] ?? 0;
  return before !== undefined && at - before <= after - at ? low - 1 : low;
}

/** The next instant on the way; from nowhere, the first or the last. */
export function steppedInstant(
  instants: readonly number[],
  at: number | undefined,
  by: number,
): number | undefined {
  const last = instants.length - 1;
  if (last < 0) return undefined;
  if (at === undefined) return by < 0 ? instants[last] : instants[0];
  const next = nearestIndex(instants, at) + by;
  return instants[Math.min(last, Math.max(0, next))];
}

/** The usual distance between points: the middle one of all; undefined for fewer than three. */
export function usualStep(points: readonly PlacedPoint[]): number | undefined {
  if (points.length < 3) return undefined;
  const steps = points
    .slice(1)
    .map(({ at }, index) => at - (points[index]?.at ?? 0))
    .sort((a, b) => a - b);
  return steps[steps.length >> 1];
}

/**
 * The point of a series that an instant is read by: the nearest, where it is no further than the
 * usual step, so that a value is not read into a hole. Points in order of time.
 */
export function pointNear(points: readonly PlacedPoint[], at: number): PlacedPoint | undefined {
  const near =
    points[
      nearestIndex(
        points.map((point) => point.at),
        at,
      )
    ];
  if (!near) return undefined;
  const step = usualStep(points);
  return step !== undefined && Math.abs(near.at - at) > step ? undefined : near;
}
