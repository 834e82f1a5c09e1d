import type { CheckpointRow } from '@/lib/investigations/schema';
import { rowsOf } from '@/lib/live/room-state';
import type { RunFacts } from './run-facts';

/**
 * From the first to the last instant that a recording tells of, in ms since 1970; undefined where
 * it tells of none. What came with the import or later, by people, carries another day's time.
 */
export function recordedSpan({
  run,
  hypotheses,
}: Pick<RunFacts, 'run' | 'hypotheses'>): { fromMs: number; toMs: number } | undefined {
  if (run.told) {
    return { fromMs: Date.parse(run.told.fromAt), toMs: Date.parse(run.told.toAt) };
  }
  const told = run.events.filter(
    ({ kind, actor }) => actor.type === 'agent' && kind !== 'investigation.created',
  );
  // Rows are held whole where only the newest events are.
  const instants = [
    ...told.map(({ at }) => at),
    ...rowsOf(run, 'step').flatMap((step) => [step.startedAt, step.finishedAt ?? step.startedAt]),
    ...rowsOf(run, 'evidence').map(({ at }) => at),
    ...hypotheses.flatMap(({ history }) => history.map(({ at }) => at)),
  ];
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const instant of instants) {
    const ms = Date.parse(instant);
    if (Number.isNaN(ms)) continue;
    fromMs = Math.min(fromMs, ms);
    toMs = Math.max(toMs, ms);
  }
  return fromMs <= toMs ? { fromMs, toMs } : undefined;
}

/**
 * When a stop point was asked for and decided: by the database, or, in a recording, by the
 * recording itself. Null where that event is not loaded, or has not happened.
 */
export function stopInstants(
  { run, row }: Pick<RunFacts, 'run' | 'row'>,
  { id, requestedSeq, requestedAt, decidedAt }: CheckpointRow,
): { requestedAt: string | null; decidedAt: string | null } {
  if (row.clock !== 'imported') return { requestedAt, decidedAt };
  const asked = run.events.find(({ seq }) => seq === requestedSeq);
  const decided = run.events.find(
    ({ kind, payload }) =>
      (kind === 'checkpoint.decided' || kind === 'checkpoint.expired') && payload.checkpoint === id,
  );
  return { requestedAt: asked?.at ?? null, decidedAt: decided?.at ?? null };
}
