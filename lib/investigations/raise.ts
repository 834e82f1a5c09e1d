import { isRaised } from '@/lib/drift/rules';
import type { DriftMeasured } from '@/lib/drift/schema';
import { worstOf } from '@/lib/drift/worst';
import { exhausted } from '@/lib/investigations/budgets';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { Raised } from '@/lib/investigations/schema-oversight';
import type { Budgets } from '@/lib/policies/schema';

/** Whether anything is to be raised at all: recordings are history, and what is held is held. */
export const isRaisable = ({
  status,
  clock,
}: Pick<InvestigationRow, 'status' | 'clock'>): boolean => status === 'running' && clock === 'live';

/** Up to this many steps and items together every batch is an occasion; people can follow as many. */
const FOLLOWED = 240;
/** Beyond that, of a flood, one each time that as many more have come. */
const TURN = FOLLOWED;

type Counted = Pick<InvestigationRow, 'stepCount' | 'evidenceCount'>;
const lookedAt = ({ stepCount, evidenceCount }: Counted): number => stepCount + evidenceCount;

/** Whether a batch is an occasion to oversee, by the counts before it and after. */
export function isOccasion(before: Counted, after: Counted): boolean {
  if (lookedAt(after) <= FOLLOWED) return true;
  // Agents that write a little at a time are followed all the way.
  if (lookedAt(after) - lookedAt(before) <= 2) return true;
  return Math.floor(lookedAt(before) / TURN) !== Math.floor(lookedAt(after) / TURN);
}

/** Why the server stops a running investigation now, if it does: drift before an empty budget. */
export function reasonToStop(
  row: InvestigationRow,
  measured: DriftMeasured | null,
  budgets: Budgets,
  runningMs?: number,
): Raised | undefined {
  if (!isRaisable(row)) return undefined;
  if (measured && isRaised(measured, row.evidenceCount, row.driftLetGoAt)) {
    const worst = worstOf(measured.components);
    if (worst) {
      const { score, threshold } = measured;
      return {
        by: 'drift',
        component: worst.name,
        score,
        threshold,
        sentence: worst.sentence,
      };
    }
  }
  return exhausted(row, budgets, runningMs);
}
