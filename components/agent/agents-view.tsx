'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Bot } from 'lucide-react';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { useSoon } from '@/components/action/use-soon';
import { Page, PageHeader } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { agentPages, type AgentPage } from '@/lib/agents/client';
import type { StandingChange } from '@/lib/agents/rules';
import type { AgentOut } from '@/lib/agents/schema-views';
import { useLive } from '@/lib/live/client';
import { AgentRow } from './agent-row';
import { StandingDialog } from './standing-dialog';

export interface AgentsViewProps {
  initial: AgentPage;
  /** Who looks; the browser is not told its session’s id. */
  person: Omit<PersonActor, 'type' | 'sessionId'>;
}

const gatherMs = 250;

/** Every machine that may act here, under whose name, and how far. */
export function AgentsView({ initial, person }: AgentsViewProps) {
  const queries = useQueryClient();
  const pages = useInfiniteQuery({
    ...agentPages,
    initialData: { pages: [initial], pageParams: [''] },
  });
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: agentPages.queryKey });
  }, gatherMs);
  useLive({
    onChange: ({ kind }) => kind.startsWith('agent.') && refresh(),
    onResumed: refresh,
  });
  const [asking, setAsking] = useState<{ agent: AgentOut; change: StandingChange }>();
  const agents = pages.data.pages.flatMap((page) => page.items);
  const names = new Map(agents.map(({ id, name }) => [id, name]));
  const refusalFor = ({ ownerId }: AgentOut): string | undefined => {
    const actor: PersonActor = { type: 'person', sessionId: '', ...person };
    const answer = can(actor, 'agent.suspend', { ownerId });
    return answer.allowed ? undefined : answer.reason;
  };
  return (
    <Page>
      <PageHeader
        title="Agents"
        lead="Each has an owner, a purpose, a scope and an end. An agent proposes; only an executor carries out, and only what was signed."
      />
      {pages.isError && (
        <Notice tone="bad" title="This list may be out of date" announced="status">
          {sayError(pages.error)}
        </Notice>
      )}
      {agents.length === 0 ? (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState icon={Bot} level={2} title="No agent is known here">
            An admin makes one, with an owner and a scope; its key is shown once.
          </EmptyState>
        </div>
      ) : (
        <ul
          aria-label="Agents and executors"
          className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
        >
          {agents.map((agent) => (
            <AgentRow
              key={agent.id}
              agent={agent}
              parentName={agent.parentId ? names.get(agent.parentId) : undefined}
              refusal={refusalFor(agent)}
              onChange={(change) => setAsking({ agent, change })}
            />
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <div className="flex justify-center">
          <Button
            pending={pages.isFetchingNextPage}
            pendingLabel="Loading…"
            onClick={() => void pages.fetchNextPage()}
          >
            Load more
          </Button>
        </div>
      )}
      {asking && (
        <StandingDialog
          key={`${asking.agent.id} ${asking.change}`}
          {...asking}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Page>
  );
}
