import { count, items, known, notStated, spell } from '@/lib/drift/components/component';
import type { DriftFacts, EvidenceFact, LookFact } from '@/lib/drift/facts';
import type { DriftComponent, Moved } from '@/lib/drift/schema';
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
 * How many looks it may make meanwhile, in any class: a machine asks twenty times in half a minute,
 * and by the clock alone it would never grow stale. As many as repetition is measured over.
 */
export const FRESH_WITHIN_LOOKS = 20;

/**
 * The newest item of a new kind. Source, service and kind of query together are not seen in the
 * window before, or not since a change was carried out; nor has that source given the same answer:
 * what is said twice is not independent. What a failed step brought is none.
 */
function lastOfNewKind({ evidence, changedSeq }: DriftFacts): EvidenceFact | undefined {
  const seen = new Set<string>();
  let last: EvidenceFact | undefined;
  for (const item of evidence) {
    if (item.isOfFailedStep) continue;
    // An item without a query is its own kind: nothing says that it repeats another.
    const isAfter = item.seq > changedSeq;
    const asked = JSON.stringify([isAfter, item.source, item.service, item.kind ?? item.id]);
    const said = JSON.stringify([isAfter, item.source, { says: item.says ?? item.id }]);
    if (!seen.has(asked) && !seen.has(said)) last = item;
    seen.add(asked).add(said);
  }
  return last;
}

/**
 * Looks answered since that asked something new, in vain. What was asked before is repetition's
 * matter: one fact must not speak in two components, or a loop alone would stop an agent.
 */
function inVain({ looks, changedSeq }: DriftFacts, sinceSeq: number): LookFact[] {
  const seen = new Set<string>();
  return looks.filter(({ seq, kind, isAnswered }) => {
    if (seq <= changedSeq || seen.has(kind)) return false;
    seen.add(kind);
    return isAnswered && seq > sinceSeq;
  });
}

/**
 * How long nothing of a new kind has come, against the class's budget: by time or by looks in vain,
 * whichever is more, `max(elapsed / budget, looks / 20)`, at most 1. Time held does not count, and
 * what was asked before a change neither: both begin anew when people let the agent go on, the looks
 * also when a change was carried out. Null while it waits on others by design.
 */
export function staleness(facts: DriftFacts, nowMs: number): DriftComponent {
  const { incident, changedSeq, runningSinceMs, runningSinceSeq } = facts;
  if (facts.isWaitingOnOthers) {
    return notStated('staleness', 'it has proposed a fix and waits on people');
  }
  const last = lastOfNewKind(facts);
  const budgetMs = FRESH_WITHIN_MS[incident.outageClass ?? 'unknown'];
  const sinceMs = Math.max(last?.knownMs ?? runningSinceMs, runningSinceMs);
  const elapsedMs = Math.max(0, nowMs - sinceMs);
  const vain = inVain(facts, Math.max(last?.seq ?? 0, changedSeq, runningSinceSeq));
  const [ofTime, ofLooks] = [elapsedMs / budgetMs, vain.length / FRESH_WITHIN_LOOKS];
  const meanwhile = vain.length === 0 ? '' : `, and ${count(vain.length, 'new question')} in vain`;
  const sentence =
    `Nothing of a new kind for ${spell(elapsedMs)}${meanwhile}; ${spell(budgetMs)} ` +
    `or ${FRESH_WITHIN_LOOKS} questions are the most for this class of outage.`;
  const moved: Moved[] =
    ofLooks > ofTime ? vain.map(({ by, id }) => ({ kind: by, id })) : items(last ? [last.id] : []);
  return known('staleness', Math.max(ofTime, ofLooks), sentence, moved);
}
