import type { EvidenceBody } from '@/lib/evidence/schema';

type LogLine = Extract<EvidenceBody, { format: 'log' }>['lines'][number];

const MAX_LINES = 20_000;
// Terminal colours and weights: they carry no information of their own.
const COLOUR = new RegExp(String.raw`${String.fromCharCode(27)}\[[0-9;]*m`, 'g');
const INSTANT = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)\s+/;
const WORDS = 'TRACE|TRC|DEBUG|DBG|INFO|INF|WARN|WRN|WARNING|ERROR|ERR|FATAL|FTL|PANIC';
/** In brackets in any case, else in capitals: "Error from server" is a sentence, not a level. */
const LEVEL = new RegExp(`^(?:\\[(${WORDS}|${WORDS.toLowerCase()})\\]|(${WORDS}))[:\\s]+`);
const LEVEL_WORDS: Record<string, string> = {
  trc: 'trace',
  dbg: 'debug',
  inf: 'info',
  wrn: 'warn',
  warning: 'warn',
  err: 'error',
  ftl: 'fatal',
};

/** Log lines with the time and level that each states; undefined for what is no log. */
export function logBody(output: string): EvidenceBody | undefined {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const isRefused = /^(error(:| from server)|command rejected|no resources)/i.test(output);
  if (lines.length === 0 || lines.length > MAX_LINES || isRefused) return undefined;
  return { format: 'log', lines: lines.map((line) => readLine(line.replace(COLOUR, ''))) };
}

function readLine(line: string): LogLine {
  const structured = line.startsWith('{') ? structuredLine(line) : undefined;
  if (structured) return structured;
  let message = line;
  const stamp = INSTANT.exec(message)?.[1];
  const at = stamp === undefined ? undefined : instantOf(stamp);
  if (at !== undefined) message = message.replace(INSTANT, '');
  const found = LEVEL.exec(message);
  const level = found?.[1] ?? found?.[2];
  if (level !== undefined) message = message.replace(LEVEL, '');
  return { ...(at && { at }), ...(level && { level: levelWord(level) }), message };
}

function structuredLine(line: string): LogLine | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return undefined; // cut by the recorder: shown as it stands
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const { time, timestamp, ts, t, level, severity, message, msg, s, ...rest } = parsed as Record<
    string,
    unknown
  >;
  const text = message ?? msg;
  if (typeof text !== 'string') return undefined;
  const at = [time, timestamp, ts, mongoDate(t)].map(instantOf).find((value) => value);
  const word = [level, severity, s].find((value) => typeof value === 'string');
  const extra = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  return {
    ...(at && { at }),
    ...(word ? { level: levelWord(String(word)) } : {}),
    message: text + extra,
  };
}

/** MongoDB writes `{"t": {"$date": …}}`. */
function mongoDate(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Record<string, unknown>).$date;
}

/** Only instants that state their zone: a guess would move the line against the others. */
function instantOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/(Z|[+-]\d\d:?\d\d)$/.test(value)) return undefined;
  const ms = Date.parse(value.replace(' ', 'T').replace(',', '.'));
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function levelWord(level: string): string {
  const word = level.toLowerCase().slice(0, 20);
  return LEVEL_WORDS[word] ?? word;
}
