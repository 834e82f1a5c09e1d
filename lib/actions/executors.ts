import { covers } from '@/lib/access/scope';
import type { ProposeActionInput } from '@/lib/actions/schema';
import type { AgentRow, Scope } from '@/lib/agents/schema';

/** How much a scope lets one do: names count one each, `*` more than any number of names. */
const width = (scope: Scope): number =>
  [scope.services, scope.environments, scope.verbs]
    .map((axis) => (axis.some((name) => name.includes('*')) ? 1000 : axis.length))
    .reduce((sum, each) => sum + each, 0);

/**
 * The executor for a change: of the active, unexpired ones whose scope covers it, the one that may
 * do least, then the oldest.
 */
export function chooseExecutor(
  { kind, target }: Pick<ProposeActionInput, 'kind' | 'target'>,
  agents: AgentRow[],
  now: Date,
): AgentRow | undefined {
  const { service, environment } = target;
  const [chosen] = agents
    .filter((agent) => agent.kind === 'executor' && agent.status === 'active')
    .filter((agent) => Date.parse(agent.expiresAt) > now.getTime())
    .filter((agent) => covers(agent.scope, { verb: `execute:${kind}`, service, environment }))
    .sort(
      (a, b) =>
        width(a.scope) - width(b.scope) ||
        a.createdAt.localeCompare(b.createdAt) ||
        a.id.localeCompare(b.id),
    );
  return chosen;
}
