import type { AsOf } from '@/lib/live/instant';

/** How fast a run is played again: `event` goes from one to the next, else so many times as fast. */
export const SPEEDS = ['event', '1', '10', '60'] as const;
export type Speed = (typeof SPEEDS)[number];

export const SPEED_WORDS: Record<Speed, string> = {
  event: 'By event',
  '1': '1×',
  '10': '10×',
  '60': '60×',
};

/** Played at one event at a time, each stands this long, in ms. */
export const EVENT_MS = 700;
/** By the clock, the room is drawn anew this often, in ms. */
export const TICK_MS = 500;
/** What would show nothing new for this long, in ms on the watch of whoever looks, is passed over. */
const LONGEST_IDLE_MS = 3000;

/** How long a moment stands before the next. */
export const standsMs = (speed: Speed): number => (speed === 'event' ? EVENT_MS : TICK_MS);

/**
 * The moment to show after this one, as the address has it: a seq or an instant; null at the end.
 * Long pauses are passed over. Where a recording's clock goes back, it goes by event.
 */
export function nextMoment(
  { seq, at, nextAt }: Pick<AsOf, 'seq' | 'at' | 'nextAt'>,
  speed: Speed,
): string | null {
  if (nextAt === null) return null;
  const bySeq = String(seq + 1);
  if (speed === 'event') return bySeq;
  const [nowMs, nextMs] = [Date.parse(at), Date.parse(nextAt)];
  if (!(nextMs > nowMs)) return bySeq;
  const factor = Number(speed);
  if (nextMs - nowMs > LONGEST_IDLE_MS * factor) return bySeq;
  return new Date(nowMs + TICK_MS * factor).toISOString();
}

const CLOCK = /^(\d{4}-\d{2}-\d{2})?[T ]*(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?\s*(?:UTC|Z)?$/i;

/**
 * A moment as somebody types it: `120` or `#120` an event, `14:02`, `14:02:11` or a date before it a
 * time in UTC, on the day of `near` where none is said. Undefined where it is neither.
 */
export function typedMoment(text: string, near: string): string | undefined {
  const trimmed = text.trim();
  const [, seq] = /^#?(\d{1,9})$/.exec(trimmed) ?? [];
  if (seq !== undefined) return Number(seq) >= 1 ? String(Number(seq)) : undefined;
  const [, day, hour, minute, second = '00', fraction = ''] = CLOCK.exec(trimmed) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const date = day ?? near.slice(0, 10);
  const ms = Date.parse(`${date}T${hour.padStart(2, '0')}:${minute}:${second}${fraction}Z`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
