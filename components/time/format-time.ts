const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** "now", "12 s", "4 min", "3 h", "5 d": one unit, floored, for either side of now. */
export function shortAge(ageMs: number): string {
  const age = Math.abs(ageMs);
  if (age < 2 * second) return 'now';
  if (age < minute) return `${Math.floor(age / second)} s`;
  if (age < hour) return `${Math.floor(age / minute)} min`;
  if (age < 2 * day) return `${Math.floor(age / hour)} h`;
  return `${Math.floor(age / day)} d`;
}

/** "4 min ago", "in 3 h". */
export function relativeWords(ageMs: number): string {
  const short = shortAge(ageMs);
  if (short === 'now') return 'just now';
  return ageMs >= 0 ? `${short} ago` : `in ${short}`;
}

/** "850 ms", "12.4 s", "4 min 12 s", "2 h 5 min", "3 d 4 h": two units at most. */
export function durationWords(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < second) return `${Math.round(ms)} ms`;
  if (ms < 10 * second) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < minute) return `${Math.floor(ms / second)} s`;
  if (ms < hour) return two(ms, minute, 'min', second, 's');
  if (ms < day) return two(ms, hour, 'h', minute, 'min');
  return two(ms, day, 'd', hour, 'h');
}

function two(ms: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % big) / small);
  return `${Math.floor(ms / big)} ${bigName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`;
}

/** "4:07" or "1:02:07"; what is over is "0:00". */
export function countdownClock(remainingMs: number): string {
  const total = Math.max(0, Math.ceil(remainingMs / second));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(total % 60)}`
    : `${minutes}:${two(total % 60)}`;
}

/** "14:02:11", UTC; the instant as it came when it is none. */
export function utcTime(instant: string | number): string {
  const iso = isoOf(instant);
  return iso ? iso.slice(11, 19) : String(instant);
}

/** "2026-05-04 14:02:11 UTC"; with milliseconds when it has any. */
export function utcFull(instant: string | number): string {
  const iso = isoOf(instant);
  if (!iso) return String(instant);
  const fraction = iso.slice(19, 23);
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction === '.000' ? '' : fraction} UTC`;
}

/** "14:02 to 14:17 UTC", with the date where the two differ or `withDate` asks for it. */
export function utcWindow(from: string, to: string): string {
  const [start, end] = [isoOf(from), isoOf(to)];
  if (!start || !end) return `${from} to ${to}`;
  const isOneDay = start.slice(0, 10) === end.slice(0, 10);
  const tail = isOneDay ? end.slice(11, 19) : `${end.slice(0, 10)} ${end.slice(11, 19)}`;
  return `${start.slice(0, 10)} ${start.slice(11, 19)} to ${tail} UTC`;
}

function isoOf(instant: string | number): string | undefined {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
