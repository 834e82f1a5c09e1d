import type { RunFacts } from '@/components/incident/run-facts';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import type { TimelineGroup } from './group-events';
import { roomEvent } from './payload';

export interface LinkCounts {
  supports: number;
  contradicts: number;
}

const indexes = new WeakMap<readonly HypothesisRow[], Map<string, LinkCounts>>();

/** How often each item of evidence speaks for and against a claim; made once a change of claims. */
function indexOf(hypotheses: readonly HypothesisRow[]): Map<string, LinkCounts> {
  const known = indexes.get(hypotheses);
  if (known) return known;
  const index = new Map<string, LinkCounts>();
  for (const { links } of hypotheses) {
    for (const { evidenceId, relation } of links) {
      const counts = index.get(evidenceId) ?? { supports: 0, contradicts: 0 };
      index.set(evidenceId, { ...counts, [relation]: counts[relation] + 1 });
    }
  }
  indexes.set(hypotheses, index);
  return index;
}

const evidenceIds = ({ events }: TimelineGroup): string[] =>
  events.flatMap((stored) => {
    const event = roomEvent(stored);
    return event.kind === 'evidence.recorded' ? [event.payload.evidence.id] : [];
  });

/** What the evidence of a row is linked to; undefined where it brought none. */
export function linkCounts(
  group: TimelineGroup,
  facts: RunFacts | undefined,
): LinkCounts | undefined {
  if (!facts || !group.topics.includes('evidence')) return undefined;
  const index = indexOf(facts.hypotheses);
  const all = evidenceIds(group).map((id) => index.get(id));
  return {
    supports: all.reduce((sum, one) => sum + (one?.supports ?? 0), 0),
    contradicts: all.reduce((sum, one) => sum + (one?.contradicts ?? 0), 0),
  };
}

/** How a person flagged the evidence of a row; the first flag where there are several. */
export function rowFlag(
  group: TimelineGroup,
  facts: RunFacts | undefined,
): 'red-herring' | 'key' | undefined {
  if (!facts || !group.topics.includes('evidence')) return undefined;
  for (const id of evidenceIds(group)) {
    const flag = facts.evidenceOf(id)?.flag;
    if (flag) return flag;
  }
  return undefined;
}
