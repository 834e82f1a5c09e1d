import { RAISED_FROM } from '@/lib/drift/rules';
import type { InvestigationRow } from '@/lib/investigations/schema';
import type { BudgetName, Raised } from '@/lib/investigations/schema-oversight';
import type { Budgets } from '@/lib/policies/schema';

type Counted = Pick<
  InvestigationRow,
  'stepCount' | 'evidenceCount' | 'repeatedCount' | 'budgetLetGoAt'
>;

const MINUTE_MS = 60_000;
const whole = (n: number): string => Math.round(n).toLocaleString('en');
const minutes = (ms: number): string => `${whole(Math.floor(ms / MINUTE_MS))} min`;

const SENTENCES: Record<BudgetName, (used: number, limit: number) => string> = {
  wallClockMs: (used, limit) => `It has run for ${minutes(used)}; ${minutes(limit)} were allowed.`,
  toolCalls: (used, limit) =>
    `It has made ${whole(used)} tool calls; ${whole(limit)} were allowed.`,
  evidenceItems: (used, limit) =>
    `It has recorded ${whole(used)} items of evidence; ${whole(limit)} were allowed.`,
  repeatedQueries: (used, limit) =>
    `It has asked ${whole(used)} times what it had asked before, word for word; ${whole(limit)} were allowed.`,
};

/** What of each budget is used; undefined for what is not asked about now. */
const usageOf = (
  row: Counted,
  runningMs: number | undefined,
): Record<BudgetName, number | undefined> => ({
  wallClockMs: runningMs,
  toolCalls: row.stepCount,
  evidenceItems: row.evidenceCount,
  repeatedQueries: row.evidenceCount < RAISED_FROM ? undefined : row.repeatedCount,
});

/**
 * The first budget that is used up. Each is given once more by whoever lets go at it, counted from
 * what had been used by then.
 * @param runningMs how long it has run without the time it was held; undefined when not asked about
 */
export function exhausted(
  row: Counted,
  budgets: Budgets,
  runningMs?: number,
): Extract<Raised, { by: 'budget' }> | undefined {
  const usage = usageOf(row, runningMs);
  for (const budget of Object.keys(SENTENCES) as BudgetName[]) {
    const used = usage[budget];
    const limit = (row.budgetLetGoAt[budget] ?? 0) + budgets[budget];
    if (used === undefined || used < limit) continue;
    return { by: 'budget', budget, used, limit, sentence: SENTENCES[budget](used, limit) };
  }
  return undefined;
}
