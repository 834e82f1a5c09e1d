import type { CheckpointRow, DirectiveRow } from '@/lib/investigations/schema';

interface Interval {
  fromMs: number;
  toMs: number;
}

type Stop = Pick<CheckpointRow, 'state' | 'requestedAt' | 'decidedAt'>;
type Told = Pick<DirectiveRow, 'kind' | 'givenAt'>;

/** When it was held: at stop points, and paused until somebody resumed it. */
function holds(checkpoints: readonly Stop[], directives: readonly Told[]): Interval[] {
  const resumes = directives
    .filter(({ kind }) => kind === 'resume')
    .map(({ givenAt }) => Date.parse(givenAt))
    .toSorted((a, b) => a - b);
  const untilResumed = (fromMs: number): number =>
    resumes.find((ms) => ms >= fromMs) ?? Number.POSITIVE_INFINITY;
  const atStops = checkpoints.map(({ state, requestedAt, decidedAt }) => {
    const fromMs = Date.parse(requestedAt);
    if (decidedAt === null) return { fromMs, toMs: Number.POSITIVE_INFINITY };
    const endedMs = Date.parse(decidedAt);
    return { fromMs, toMs: state === 'expired' ? untilResumed(endedMs) : endedMs };
  });
  const paused = directives
    .filter(({ kind }) => kind === 'pause')
    .map(({ givenAt }) => ({
      fromMs: Date.parse(givenAt),
      toMs: untilResumed(Date.parse(givenAt)),
    }));
  return [...atStops, ...paused].toSorted((a, b) => a.fromMs - b.fromMs);
}

/**
 * How long an investigation has run, in ms, from its start to `nowMs`: the time during which it was
 * held does not count, however the holds overlap.
 */
export function runningTime(
  startedAt: string,
  checkpoints: readonly Stop[],
  directives: readonly Told[],
  nowMs: number,
): number {
  const startedMs = Date.parse(startedAt);
  let running = 0;
  let countedTo = startedMs;
  for (const { fromMs, toMs } of holds(checkpoints, directives)) {
    running += Math.max(0, Math.min(fromMs, nowMs) - countedTo);
    countedTo = Math.max(countedTo, Math.min(toMs, nowMs));
  }
  return running + Math.max(0, nowMs - countedTo);
}
