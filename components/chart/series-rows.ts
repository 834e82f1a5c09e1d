export type Point = readonly [instant: string, value: number | null];

export interface NamedSeries {
  name: string;
  points: readonly Point[];
}

/** One instant and the value of each series at it; `v0`, `v1`, … by the series' place. */
export type ChartRow = { at: number } & Record<`v${number}`, number | null>;

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
