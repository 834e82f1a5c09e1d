import { scopeWords } from '@/components/agent/scope-words';
import type { RunFacts } from '@/components/incident/run-facts';
import type { LaneAgent } from '@/lib/investigations/views';
import type { StoredEvent } from '@/lib/log/schema';
import { revealedText } from '@/lib/text/visible';

/** Stands before the names that agents chose for those they delegated to: no person's begins so. */
const SUB_AGENT = '↳ ';

/**
 * Whose work an event is: the identity that wrote it. Within the run's own agent, what it calls its
 * lane; a sub-agent is its own lane, whatever it says.
 */
export function laneName(
  { actor }: StoredEvent,
  facts: RunFacts | undefined,
  stated?: string | null,
): string {
  if (actor.type !== 'agent' || !facts) return stated ?? actor.name;
  if (actor.id === facts.row.agentId) return stated ?? actor.name;
  const known = facts.run.agents.find(({ id }) => id === actor.id);
  return `${SUB_AGENT}${known?.label ?? actor.name}`;
}

/** Who somebody is and what they may do, as one line for a tooltip. */
export function scopeLine(agent: LaneAgent, agents: LaneAgent[]): string {
  const { id: own, label, parentId, scope } = agent;
  const parent = agents.find(({ id }) => id === parentId);
  const who = parent ? `${label} (${own}), sub-agent of ${parent.name}` : `${label} (${own})`;
  const may = scopeWords(scope).map(({ label, text }) => `${label}: ${text}`);
  return revealedText(`${who}. Scope, declared. ${may.join('. ')}.`);
}

/** What the tooltip of an event's lane says; undefined where its author is no agent known here. */
export function laneTip({ actor }: StoredEvent, facts: RunFacts | undefined): string | undefined {
  const agents = facts?.run.agents ?? [];
  const agent = actor.type === 'agent' ? agents.find(({ id }) => id === actor.id) : undefined;
  return agent && scopeLine(agent, agents);
}
