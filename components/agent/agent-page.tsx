'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { useSoon } from '@/components/action/use-soon';
import { VisibleText } from '@/components/text/visible-text';
import { useClock } from '@/components/time/clock';
import { Page, PageHeader } from '@/components/shell/page';
import { Button } from '@/components/ui/button';
import type { StandingChange } from '@/lib/agents/rules';
import { AGENTS_KEY, agentQuery } from '@/lib/agents/client';
import type { AgentOut } from '@/lib/agents/schema-views';
import { useLive } from '@/lib/live/client';
import { AgentFacts } from './agent-facts';
import { HeldWith } from './agent-line';
import { changesFor, changeWords } from './agent-standing';
import { attentionOf } from './attention';
import { AttentionList } from './attention-list';
import { ChildrenPanel } from './children-panel';
import { IdentitiesPanel, type KnownIssuer } from './identities-panel';
import { KeysPanel } from './keys-panel';
import { type Looker, refusalOf } from './rights';
import { StandingDialog } from './standing-dialog';
import { TrimPanel } from './trim-panel';
import { UsePanels } from './use-panels';
import { WorkPanel } from './work-panel';

export interface AgentPageProps {
  initial: AgentOut;
  person: Looker;
  /** What workload identities may name here. */
  issuers: KnownIssuer[];
}

const GATHER_MS = 250;
const MINUTE_MS = 60_000;

/** One governed identity: what it may, what it does, who answers for it, and how to stop it. */
export function AgentPage({ initial, person, issuers }: AgentPageProps) {
  const queries = useQueryClient();
  const { data: agent } = useQuery({ ...agentQuery(initial.id), initialData: initial });
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: AGENTS_KEY });
  }, GATHER_MS);
  useLive({
    onChange: ({ kind }) => /^(agent|delegation|person|scope)\./.test(kind) && refresh(),
    onResumed: refresh,
  });
  const nowMs = useClock((ms) => Math.floor(ms / MINUTE_MS) * MINUTE_MS);
  const [asking, setAsking] = useState<StandingChange>();
  const refusal = refusalOf(person, 'agent.suspend', { ownerId: agent.ownerId });
  return (
    <Page>
      <PageHeader
        crumb={
          <Link href="/agents" className="underline underline-offset-2 hover:text-ink">
            Agents
          </Link>
        }
        title={<VisibleText text={agent.name} />}
        lead={<VisibleText text={agent.purpose} />}
        actions={changesFor(agent).map((change) => (
          <Button
            key={change}
            variant={change === 'revoke' ? 'danger-quiet' : 'secondary'}
            disabledReason={refusal}
            onClick={() => setAsking(change)}
          >
            {changeWords[change].verb}
          </Button>
        ))}
      />
      <HeldWith agent={agent} />
      <AttentionList items={attentionOf(agent, nowMs)} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <TrimPanel agent={agent} person={person} />
          <UsePanels agent={agent} person={person} />
          <WorkPanel agentId={agent.id} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <AgentFacts agent={agent} person={person} />
          <KeysPanel agent={agent} person={person} />
          <IdentitiesPanel agent={agent} person={person} issuers={issuers} />
          <ChildrenPanel agent={agent} />
        </div>
      </div>
      {asking && (
        <StandingDialog
          key={asking}
          agent={agent}
          change={asking}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Page>
  );
}
