import type { LaidSpan } from './lay-spans';

/** A stretch of a trace, in ms from its beginning. */
export interface TraceWindow {
  fromMs: number;
  toMs: number;
}

export interface TraceBar {
  /** As shares of the window, within it. */
  offset: number;
  width: number;
  /** It begins before the window, or ends after it. */
  isCutBefore: boolean;
  isCutAfter: boolean;
}

/** A span's bar within a window; undefined where the two do not touch. */
export function barIn(
  { offset, width }: Pick<LaidSpan, 'offset' | 'width'>,
  durationMs: number,
  { fromMs, toMs }: TraceWindow,
): TraceBar | undefined {
  const [start, end] = [offset * durationMs, (offset + width) * durationMs];
  if (end < fromMs || start > toMs || toMs <= fromMs) return undefined;
  const share = (ms: number) => (Math.min(toMs, Math.max(fromMs, ms)) - fromMs) / (toMs - fromMs);
  return {
    offset: share(start),
    width: share(end) - share(start),
    // What rounding makes of a span that was zoomed to is no cut.
    isCutBefore: start < fromMs - 1e-6 * durationMs,
    isCutAfter: end > toMs + 1e-6 * durationMs,
  };
}

/** The window of one span, with a little air; never narrower than can be told apart. */
export function windowOf(
  { offset, width }: Pick<LaidSpan, 'offset' | 'width'>,
  durationMs: number,
): TraceWindow {
  const air = Math.max(width * durationMs * 0.05, durationMs * 1e-5);
  return {
    fromMs: Math.max(0, offset * durationMs - air),
    toMs: Math.min(durationMs, (offset + width) * durationMs + air),
  };
}

/** A window made narrower (`factor` below 1) or wider about its middle, within the whole trace. */
export function zoomed(
  { fromMs, toMs }: TraceWindow,
  factor: number,
  durationMs: number,
): TraceWindow {
  const half = Math.min(
    durationMs / 2,
    Math.max(((toMs - fromMs) * factor) / 2, durationMs * 1e-5),
  );
  const middle = Math.min(durationMs - half, Math.max(half, (fromMs + toMs) / 2));
  return { fromMs: middle - half, toMs: middle + half };
}

/** Which rows show when these are folded: what lies beneath a folded one does not. */
export function unfolded<Row extends Pick<LaidSpan, 'depth' | 'span'>>(
  rows: readonly Row[],
  folded: ReadonlySet<string>,
): Row[] {
  const shown: Row[] = [];
  let hiddenBelow = Infinity;
  for (const row of rows) {
    if (row.depth > hiddenBelow) continue;
    hiddenBelow = folded.has(row.span.id) ? row.depth : Infinity;
    shown.push(row);
  }
  return shown;
}
