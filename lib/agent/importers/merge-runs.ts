import type { RecordedRun } from './recorded-run';

const unique = (items: string[]) => [...new Set(items)];

/** Several files of one run, one a sub-agent, as the one run they were. */
export function mergeRuns(first: RecordedRun, ...others: RecordedRun[]): RecordedRun {
  if (others.length === 0) return first;
  const all = [first, ...others];
  const merge = (pick: (run: RecordedRun) => string[]) => unique(all.flatMap(pick));
  return {
    ...first,
    startMs: Math.min(...all.map((run) => run.startMs)),
    endMs: Math.max(...all.map((run) => run.endMs)),
    entries: all.flatMap((run) => run.entries),
    aftermath: merge((run) => run.aftermath),
    inferred: [
      ...merge((run) => run.inferred),
      `One run: its ${all.length} files share a run id, and each is one sub-agent.`,
    ],
    notStated: merge((run) => run.notStated),
    faults: all.flatMap((run) => run.faults),
  };
}
