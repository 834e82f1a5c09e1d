import { clsx } from 'clsx';
import type { AgentOut, AgentTree } from '@/lib/agents/schema-views';
import { AgentLine } from './agent-line';

interface BranchProps {
  agent: AgentOut;
  all: AgentOut[];
  isRoot?: boolean;
}

function Branch({ agent, all, isRoot = false }: BranchProps) {
  const children = all.filter(({ parentId }) => parentId === agent.id);
  return (
    <li className={clsx(!isRoot && 'border-l-2 border-line pl-3 sm:pl-4')}>
      <AgentLine agent={agent} />
      {children.length > 0 && (
        <ul aria-label={`Sub-agents of ${agent.name}`} className="mt-3 ml-1 flex flex-col gap-3">
          {children.map((child) => (
            <Branch key={child.id} agent={child} all={all} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** An agent with all that it delegated to, under one another. */
export function TreeCard({ tree }: { tree: AgentTree }) {
  const [root] = tree.agents;
  if (!root) return null;
  return (
    <ul
      className={clsx(
        'rounded-lg border bg-surface px-4 py-3.5 [contain-intrinsic-size:auto_8rem] [content-visibility:auto]',
        tree.isFlagged
          ? 'border-waiting-line shadow-[inset_3px_0_0_var(--waiting-fill)]'
          : 'border-line',
      )}
    >
      <Branch agent={root} all={tree.agents} isRoot />
      {tree.ended > 0 && (
        <li className="mt-2 text-xs text-faint">
          {tree.ended} {tree.ended === 1 ? 'sub-agent has' : 'sub-agents have'} ended
        </li>
      )}
    </ul>
  );
}
