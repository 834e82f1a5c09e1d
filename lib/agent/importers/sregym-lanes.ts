import type { RecordedCall, RecordedThought } from './recorded-run';

const isRollback = (call: RecordedCall | undefined) =>
  call?.tool === 'rollback_command' || call?.submission?.stage === 'rollback';

/**
 * Gives each call and thought the sub-agent it belongs to, for files that hold a whole run under
 * one name: diagnosis until the first accepted submit, then mitigation, then rollback where one
 * follows or else another attempt. Answers whether there was anything to derive.
 */
export function lanesByBoundary(calls: RecordedCall[], thoughts: RecordedThought[]): boolean {
  const ordered = calls.toSorted((a, b) => a.endMs - b.endMs);
  const isBoundary = (call: RecordedCall) => call.submission !== undefined && call.status === 'ok';
  if (!ordered.some(isBoundary)) return false;
  const boundaries: { fromMs: number; lane: string }[] = [];
  let lane = ordered[0]?.lane || 'diagnosis';
  let attempts = 0;
  for (const [i, call] of ordered.entries()) {
    call.lane = lane;
    const next = ordered[i + 1];
    if (!isBoundary(call) || !next) continue;
    if (isRollback(next)) {
      lane = 'rollback';
    } else {
      attempts++;
      lane = attempts === 1 ? 'mitigation' : `mitigation ${attempts}`;
    }
    boundaries.push({ fromMs: call.endMs, lane });
  }
  for (const thought of thoughts) {
    const before = boundaries.findLast((boundary) => boundary.fromMs <= thought.atMs);
    if (before) thought.lane = before.lane;
  }
  return true;
}
