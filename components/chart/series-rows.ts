export type Point = readonly [instant: string, value: number | null];

export interface NamedSeries {
  name: string;
  points: readonly Point[];
}

/** One instant and the value of each series at it; `v0`, `v1`, … by the series' place. */
export type ChartRow = { at: number } & Record<`v${number}`, number | null>;

/**
 * Keeps a line's shape with fewer points: of each bucket its lowest and its highest, so that no
 * peak is lost. What the table shows is always everything.
 */
export function thin(points: readonly Point[], limit: number): Point[] {
  if (points.length <= limit) return [...points];
  const size = Math.ceil(points.length / (limit / 2));
  const kept: Point[] = [];
  for (let from = 0; from < points.length; from += size) {
    const bucket = points.slice(from, from + size);
    const gap = bucket.find(([, value]) => value === null);
    const [low, high] = extremes(bucket);
    const picks = [low, high, gap].filter((point) => point !== undefined);
    for (const point of bucket) if (picks.includes(point)) kept.push(point);
  }
  return kept;
}

function extremes(points: readonly Point[]): [Point | undefined, Point | undefined] {
  let low: Point | undefined;
  let high: Point | undefined;
  for (const point of points) {
    if (point[1] === null) continue;
    if (!low || point[1] < (low[1] ?? 0)) low = point;
    if (!high || point[1] > (high[1] ?? 0)) high = point;
  }
  return [low, high];
}

/** Joins series by instant, in order of time. */
export function chartRows(series: readonly NamedSeries[]): ChartRow[] {
  const rows = new Map<number, ChartRow>();
  series.forEach(({ points }, index) => {
    for (const [instant, value] of points) {
      const at = new Date(instant).getTime();
      if (Number.isNaN(at)) continue;
      const row = rows.get(at) ?? { at };
      row[`v${index}`] = value;
      rows.set(at, row);
    }
  });
  return [...rows.values()].sort((a, b) => a.at - b.at);
}

/** The instant's values as a table: instant first, then a column a series. */
export function tableOf(series: readonly NamedSeries[]): (string | number | null)[][] {
  return chartRows(series).map((row) => [
    new Date(row.at).toISOString(),
    ...series.map((_, index) => row[`v${index}`] ?? null),
  ]);
}
