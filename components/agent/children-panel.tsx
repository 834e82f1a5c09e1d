'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Panel } from '@/components/ui/panel';
import { StateBadge } from '@/components/ui/state-badge';
import { agentTrees } from '@/lib/agents/client';
import type { AgentOut } from '@/lib/agents/schema-views';
import { agentState } from './agent-standing';

/** Those it delegated to, ended ones among them. */
export function ChildrenPanel({ agent }: { agent: AgentOut }) {
  // The registry finds a tree by the id of anyone in it.
  const trees = useInfiniteQuery({
    ...agentTrees(agent.id, true),
    enabled: agent.kind === 'agent',
  });
  const all = trees.data?.pages.flatMap((page) => page.items.flatMap((tree) => tree.agents)) ?? [];
  const children = all.filter(({ parentId }) => parentId === agent.id).toReversed();
  if (children.length === 0) return null;
  return (
    <Panel
      title="Sub-agents"
      aside={<span className="text-xs text-muted">{children.length}</span>}
      flush
    >
      <ul aria-label="Sub-agents" className="max-h-96 divide-y divide-line overflow-y-auto">
        {children.map((child) => (
          <li
            key={child.id}
            className="flex flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2 text-sm"
          >
            <Link
              href={`/agents/${child.id}`}
              prefetch={false}
              className="inline-flex min-h-6 min-w-0 items-center break-words underline underline-offset-2 pointer-coarse:min-h-11"
            >
              <VisibleText text={child.name} />
            </Link>
            <StateBadge noun="agent" value={agentState(child)} />
            <span className="text-xs text-muted">
              {child.isExpired ? 'ended ' : 'ends '}
              <RelativeTime at={child.expiresAt} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
