/** One hypothesis's confidence over time, as the agent stated it. */
export interface ConfidenceLine {
  id: string;
  statement: string;
  /** open, supported, refuted, inconclusive, committed. */
  status: string;
  /** In order of time; null where a revision stated none, which keeps the last. */
  points: { at: string; confidence: number | null }[];
}

export interface StopMark {
  at: string;
  /** "Review the evidence", "Approved". */
  label: string;
  tone: 'waiting' | 'good' | 'bad' | 'quiet';
}

/** `c0`, `c1`, … by the line's place; in percent. */
export type ConfidenceRow = { at: number } & Record<`c${number}`, number>;

/**
 * Rows for a stepwise chart: at each instant of any change the value every line holds then, and
 * one last row at the end, since a confidence holds until it is revised.
 */
export function confidenceRows(lines: readonly ConfidenceLine[], endMs: number): ConfidenceRow[] {
  const changes = lines
    .flatMap((line, index) =>
      line.points.flatMap(({ at, confidence }) => {
        const instant = new Date(at).getTime();
        return confidence === null || Number.isNaN(instant) ? [] : [{ instant, index, confidence }];
      }),
    )
    .sort((a, b) => a.instant - b.instant);
  const held: Record<`c${number}`, number> = {};
  const rows = new Map<number, ConfidenceRow>();
  for (const { instant, index, confidence } of changes) {
    held[`c${index}`] = Math.round(confidence * 1000) / 10;
    rows.set(instant, { at: instant, ...held });
  }
  const last = changes.at(-1);
  if (last && endMs > last.instant) rows.set(endMs, { at: endMs, ...held });
  return [...rows.values()];
}
