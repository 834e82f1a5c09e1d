import { items, known, notStated, spell } from '@/lib/drift/components/component';
import type { DriftFacts } from '@/lib/drift/facts';
import type { DriftComponent } from '@/lib/drift/schema';
import type { OutageClass } from '@/lib/services/schema';

const MINUTE_MS = 60_000;

/**
 * How long an investigation may go without anything of a new kind, by class: a bad release shows at
 * once, data and what nobody has classed take longer. Judgements of the authors, not measurements.
 */
export const FRESH_WITHIN_MS: Record<OutageClass, number> = {
  'bad-release': 10 * MINUTE_MS,
  saturation: 15 * MINUTE_MS,
  dependency: 15 * MINUTE_MS,
  configuration: 15 * MINUTE_MS,
  network: 15 * MINUTE_MS,
  data: 30 * MINUTE_MS,
  unknown: 20 * MINUTE_MS,
};

/**
 * Time since the last item of a new kind (source, service and kind of query together not seen in
 * the window before, or not since a change was carried out), against the class's budget: `elapsed / budget`, at most 1. Time held does not
 * count: it begins anew when people let the agent go on. Null while it waits on others by design.
 */
export function staleness(facts: DriftFacts, nowMs: number): DriftComponent {
  const { incident, evidence, changedSeq, runningSinceMs, isWaitingOnOthers } = facts;
  if (isWaitingOnOthers) return notStated('staleness', 'it has proposed a fix and waits on people');
  const seen = new Set<string>();
  let last: { id: string; knownMs: number } | undefined;
  for (const item of evidence) {
    // An item without a query is its own kind: nothing says that it repeats another.
    const isAfter = item.seq > changedSeq;
    const kind = JSON.stringify([isAfter, item.source, item.service, item.kind ?? item.id]);
    if (!seen.has(kind)) last = item;
    seen.add(kind);
  }
  const budgetMs = FRESH_WITHIN_MS[incident.outageClass ?? 'unknown'];
  const sinceMs = Math.max(last?.knownMs ?? runningSinceMs, runningSinceMs);
  const elapsedMs = Math.max(0, nowMs - sinceMs);
  const sentence = `Nothing of a new kind for ${spell(elapsedMs)}; ${spell(budgetMs)} is the most for this class of outage.`;
  return known('staleness', elapsedMs / budgetMs, sentence, items(last ? [last.id] : []));
}
