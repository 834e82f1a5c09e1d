import type { ActionRow } from '@/lib/actions/schema';
import type { EvidenceRow } from '@/lib/evidence/schema';
import type { ExecutionRow, GrantRow } from '@/lib/grants/schema';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import type {
  CheckpointRow,
  DirectiveRow,
  InvestigationRow,
  StepRow,
} from '@/lib/investigations/schema';
import { rowOf, rowsOf, type RoomRun } from '@/lib/live/room-state';
import type { StoredEvent } from '@/lib/log/schema';

/** One investigation as the room's parts read it. */
export interface RunFacts {
  run: RoomRun;
  row: InvestigationRow;
  /** In the order they were proposed. */
  hypotheses: HypothesisRow[];
  checkpoints: CheckpointRow[];
  directives: DirectiveRow[];
  actions: ActionRow[];
  grants: GrantRow[];
  executions: ExecutionRow[];
  evidenceOf(id: string): EvidenceRow | undefined;
  stepOf(id: string): StepRow | undefined;
}

const sorted = new WeakMap<object[], object[]>();

/** Sorted rows, the same array for as long as the table does not change. */
function inOrder<Row extends object>(rows: Row[], compare: (a: Row, b: Row) => number): Row[] {
  const made = sorted.get(rows);
  if (made) return made as Row[];
  const ordered = [...rows].sort(compare);
  sorted.set(rows, ordered);
  return ordered;
}

const bySeq = (a: { seq: number }, b: { seq: number }): number => a.seq - b.seq;

const known = new WeakMap<RoomRun, RunFacts>();

/** The facts of a run, the same object until the run changes; undefined before it has begun. */
export function factsOf(run: RoomRun): RunFacts | undefined {
  const row = rowOf(run, 'investigation', run.id);
  if (!row) return undefined;
  const cached = known.get(run);
  if (cached) return cached;
  const facts: RunFacts = {
    run,
    row,
    hypotheses: inOrder(rowsOf(run, 'hypothesis'), bySeq),
    checkpoints: inOrder(rowsOf(run, 'checkpoint'), (a, b) => a.requestedSeq - b.requestedSeq),
    directives: inOrder(rowsOf(run, 'directive'), bySeq),
    actions: inOrder(rowsOf(run, 'action'), (a, b) => a.proposedAt.localeCompare(b.proposedAt)),
    grants: rowsOf(run, 'grant'),
    executions: rowsOf(run, 'execution'),
    evidenceOf: (id) => rowOf(run, 'evidence', `${run.id}/${id}`),
    stepOf: (id) => rowOf(run, 'step', `${run.id}/${id}`),
  };
  known.set(run, facts);
  return facts;
}

/** A recording's instants are the recorder's; of what happens live the database's count. */
export const instantOf = (row: Pick<InvestigationRow, 'clock'>, event: StoredEvent): string =>
  row.clock === 'imported' ? event.at : event.recordedAt;

export const isOver = ({ status }: Pick<InvestigationRow, 'status'>): boolean =>
  status === 'stopped' || status === 'concluded' || status === 'failed';
