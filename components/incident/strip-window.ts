import type { TimeScale } from './time-scale';

/** A stretch of a run that is looked at by itself, in ms since 1970; without an end it follows the newest. */
export interface TimeWindow {
  fromMs: number;
  toMs: number | null;
}

/** From when to when a run, or a part of it, is drawn. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** Nothing shorter is ever shown: what happens within a second is told by its rows. */
export const LEAST_MS = 1000;
/** A brush that ends within this share of the strip's end means the end. */
const AT_END = 0.995;
const OPEN = '..';

const instant = (ms: number): string => new Date(ms).toISOString();

/** As the address has it, an ISO 8601 interval: `FROM/TO`, or `FROM/..` for one that follows. */
export const windowText = ({ fromMs, toMs }: TimeWindow): string =>
  `${instant(fromMs)}/${toMs === null ? OPEN : instant(toMs)}`;

const EXACT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z$/;
const instantMs = (text: string): number => (EXACT.test(text) ? Date.parse(text) : Number.NaN);

/** The inverse; null where the text is no interval, or ends before it begins. */
export function readWindow(text: string): TimeWindow | null {
  const [from = '', to = '', ...more] = text.split('/');
  const fromMs = instantMs(from);
  const toMs = to === OPEN ? null : instantMs(to);
  if (more.length > 0 || Number.isNaN(fromMs) || Number.isNaN(toMs)) return null;
  return toMs === null || toMs > fromMs ? { fromMs, toMs } : null;
}

/** At least {@link LEAST_MS} long, and within what there is. */
function widened({ fromMs, toMs }: Span, whole: Span): Span {
  const lengthMs = Math.min(Math.max(toMs - fromMs, LEAST_MS), whole.toMs - whole.fromMs);
  const from = Math.min(Math.max(fromMs, whole.fromMs), whole.toMs - lengthMs);
  return { fromMs: from, toMs: from + lengthMs };
}

/**
 * What of a window can be drawn of `whole`, which ends at the moment that is looked back at; undefined
 * where nothing of it can, or where it is all there is.
 */
export function layWindow(window: TimeWindow | null, whole: Span): Span | undefined {
  if (!window || window.fromMs >= whole.toMs) return undefined;
  if (window.toMs !== null && window.toMs <= whole.fromMs) return undefined;
  const toMs = Math.min(window.toMs ?? whole.toMs, whole.toMs);
  const laid = widened({ fromMs: Math.max(window.fromMs, whole.fromMs), toMs }, whole);
  return laid.fromMs <= whole.fromMs && laid.toMs >= whole.toMs ? undefined : laid;
}

/** A drawn stretch as a window; one that reaches to the end of what goes on follows it. */
export const asWindow = ({ fromMs, toMs }: Span, whole: Span, isGoing: boolean): TimeWindow => ({
  fromMs,
  toMs: isGoing && toMs >= whole.toMs ? null : toMs,
});

/** What a drag over the strip, from one share of it to another, asks for. */
export function brushed(scale: TimeScale, one: number, other: number): Span {
  const [low, high] = [Math.min(one, other), Math.max(one, other)];
  const drawn = { fromMs: scale.fromMs, toMs: scale.toMs };
  const toMs = high >= AT_END ? scale.toMs : scale.instantOf(high);
  return widened({ fromMs: low <= 1 - AT_END ? scale.fromMs : scale.instantOf(low), toMs }, drawn);
}

/** A stretch with one of its ends put elsewhere; the other stays, and it never turns over. */
export function withEdge(span: Span, edge: 'from' | 'to', ms: number, whole: Span): Span {
  if (edge === 'from') {
    const latest = Math.max(whole.fromMs, span.toMs - LEAST_MS);
    return { fromMs: Math.min(Math.max(ms, whole.fromMs), latest), toMs: span.toMs };
  }
  const earliest = Math.min(whole.toMs, span.fromMs + LEAST_MS);
  return { fromMs: span.fromMs, toMs: Math.max(Math.min(ms, whole.toMs), earliest) };
}

/** A stretch moved as it is; it stops at the ends. */
export function movedBy(span: Span, byMs: number, whole: Span): Span {
  const lengthMs = span.toMs - span.fromMs;
  const latest = whole.toMs - lengthMs;
  const fromMs = Math.max(whole.fromMs, Math.min(span.fromMs + byMs, latest));
  return { fromMs, toMs: fromMs + lengthMs };
}

/** Whether an instant belongs to a window; its ends do. */
export const isWithin = (ms: number, { fromMs, toMs }: TimeWindow): boolean =>
  ms >= fromMs && (toMs === null || ms <= toMs);
