import {
  type ActionFacts,
  compareStrictness,
  type PolicyCase,
  weigh,
  type Weighed,
} from '@/lib/policies/rules';
import type { PolicyDocument, Setting, Settings } from '@/lib/policies/schema';
import type { BackTestItem, BackTestTotals } from '@/lib/policies/back-test-schema';
import { becauseWords } from '@/lib/policies/because-words';

/** A real investigation, as its incident and the catalogue of its actions are known now. */
export interface PastRun {
  id: string;
  incidentId: string;
  title: string;
  startedAt: string;
  of: PolicyCase;
  /** How many stop points of each stage it came to. */
  stopPoints: { evidence: number; commitment: number };
  actions: { id: string; title: string; facts: ActionFacts }[];
}

interface Changed<S extends Setting> {
  before: Settings[S];
  after: Settings[S];
  isTighter: boolean;
  because: string;
}

/** A setting that the two documents give another value, and the reason of the stricter. */
function difference<S extends Setting>(
  setting: S,
  before: Weighed,
  after: Weighed,
): Changed<S> | undefined {
  const old: Settings[S] = before.settings[setting];
  const young: Settings[S] = after.settings[setting];
  const order = compareStrictness(setting, young, old);
  if (order === 0) return undefined;
  // Of a rule that is gone nothing can be named on the new side; the old one says what it was.
  const because = becauseWords(order > 0 ? after.because[setting] : before.because[setting]);
  return { before: old, after: young, isTighter: order > 0, because };
}

function stopPointsOf(
  { stopPoints }: PastRun,
  before: Weighed,
  after: Weighed,
): BackTestItem['stopPoints'] {
  return (['evidence', 'commitment'] as const).flatMap((stage) => {
    const setting = stage === 'evidence' ? 'evidenceHold' : 'commitmentHold';
    const changed = difference(setting, before, after);
    const count = stopPoints[stage];
    return changed && count > 0 ? [{ stage, count, ...changed }] : [];
  });
}

/**
 * What a draft would have changed for a run, beside the version in force: both judged by what is
 * known now. Undefined where it changes nothing that a person would notice.
 */
export function compareRun(
  run: PastRun,
  inForce: PolicyDocument,
  draft: PolicyDocument,
): Omit<BackTestItem, 'isReclassified'> | undefined {
  const before = weigh(inForce, run.of);
  const after = weigh(draft, run.of);
  const mode = difference('mode', before, after) ?? null;
  const stopPoints = stopPointsOf(run, before, after);
  const actions = run.actions.flatMap(({ id, title, facts }) => {
    const of = { ...run.of, action: facts };
    const [was, would] = [weigh(inForce, of), weigh(draft, of)];
    const changed = {
      mode: difference('mode', was, would) ?? null,
      approvals: difference('approvals', was, would) ?? null,
      coSigner: difference('coSigner', was, would) ?? null,
    };
    const isChanged = Object.values(changed).some((each) => each !== null);
    return isChanged ? [{ id, title, ...changed }] : [];
  });
  if (!mode && stopPoints.length === 0 && actions.length === 0) return undefined;
  const { id, incidentId, title, startedAt, of } = run;
  const { service, environment } = of;
  return {
    investigationId: id,
    incidentId,
    title,
    service,
    environment,
    startedAt,
    mode,
    stopPoints,
    actions,
  };
}

export const NOTHING_YET: BackTestTotals = {
  investigations: 0,
  actions: 0,
  changed: 0,
  mode: { tighter: 0, looser: 0 },
  stopPoints: { tighter: 0, looser: 0 },
  actionMode: { tighter: 0, looser: 0 },
  approvals: { tighter: 0, looser: 0 },
};

interface Sides {
  tighter: number;
  looser: number;
}

const add = (to: Sides, changed: { isTighter: boolean } | null, count = 1): Sides => {
  if (!changed) return to;
  return changed.isTighter
    ? { ...to, tighter: to.tighter + count }
    : { ...to, looser: to.looser + count };
};

/** The totals with one more run in them. */
export function addRun(
  totals: BackTestTotals,
  run: PastRun,
  item: Omit<BackTestItem, 'isReclassified'> | undefined,
): BackTestTotals {
  const seen = {
    ...totals,
    investigations: totals.investigations + 1,
    actions: totals.actions + run.actions.length,
  };
  if (!item) return seen;
  return {
    ...seen,
    changed: totals.changed + 1,
    mode: add(totals.mode, item.mode),
    stopPoints: item.stopPoints.reduce(
      (sides, changed) => add(sides, changed, changed.count),
      totals.stopPoints,
    ),
    actionMode: item.actions.reduce((sides, { mode }) => add(sides, mode), totals.actionMode),
    approvals: item.actions.reduce(
      (sides, { approvals, coSigner }) =>
        add(
          add(sides, approvals, Math.abs((approvals?.after ?? 0) - (approvals?.before ?? 0))),
          coSigner,
        ),
      totals.approvals,
    ),
  };
}
