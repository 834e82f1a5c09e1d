'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Scissors } from 'lucide-react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { isLive } from '@/lib/agents/rules';
import { AGENTS_KEY, postTrim } from '@/lib/agents/client';
import type { UseOut } from '@/lib/agents/schema-use';
import type { AgentOut } from '@/lib/agents/schema-views';
import { DifferenceList } from './difference-list';
import { type Looker, refusalOf } from './rights';
import { scopeDifference } from './scope-difference';

export interface TrimOfferProps {
  agent: AgentOut;
  person: Looker;
  use: UseOut;
}

/** What nobody used, and one press to propose that it goes. */
export function TrimOffer({ agent, person, use }: TrimOfferProps) {
  const queries = useQueryClient();
  const { trimmed, from } = use;
  const propose = useMutation({
    mutationFn: (scope: NonNullable<typeof trimmed>) =>
      postTrim(agent.id, { scope, reason: `Not used since ${from}.` }),
    onSettled: () => void queries.invalidateQueries({ queryKey: AGENTS_KEY }),
  });
  if (!trimmed || agent.trim || !isLive(agent)) return null;
  return (
    <div className="flex flex-col gap-2 rounded-md border border-waiting-line bg-waiting-tint px-3 py-2.5">
      <h3 className="flex items-center gap-1.5 text-sm font-medium text-ink">
        <Scissors aria-hidden size={14} />
        Could be narrowed to what was used
      </h3>
      <DifferenceList differences={scopeDifference(agent.scope, trimmed)} />
      {propose.isError && (
        <Notice tone="bad" title="Nothing was proposed" announced="alert">
          {sayError(propose.error)}
        </Notice>
      )}
      <div>
        <Button
          size="sm"
          pending={propose.isPending}
          disabledReason={refusalOf(person, 'agent.trim', { ownerId: agent.ownerId })}
          onClick={() => propose.mutate(trimmed)}
        >
          Propose this
        </Button>
      </div>
    </div>
  );
}
