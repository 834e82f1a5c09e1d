'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { useToast } from '@/components/ui/toast';
import { AGENTS_KEY, postTrimDecision } from '@/lib/agents/client';
import type { DecideTrimInput } from '@/lib/agents/schema-use';
import type { AgentOut } from '@/lib/agents/schema-views';
import { DifferenceList } from './difference-list';
import { type Looker, refusalOf } from './rights';
import { scopeDifference } from './scope-difference';
import { plainLine } from '@/lib/text/plain-line';

/** A narrower scope that waits: what it takes away, who asks, and yes or no. */
export function TrimPanel({ agent, person }: { agent: AgentOut; person: Looker }) {
  const queries = useQueryClient();
  const toast = useToast();
  const { trim } = agent;
  const decide = useMutation({
    mutationFn: ({ id, decision }: { id: string } & Pick<DecideTrimInput, 'decision'>) =>
      postTrimDecision(agent.id, id, { decision }),
    onSuccess: (_, { decision }) =>
      toast({
        tone: 'good',
        title:
          decision === 'accept' ? `${plainLine(agent.name)} was narrowed` : 'It stays as it was',
      }),
    onSettled: () => void queries.invalidateQueries({ queryKey: AGENTS_KEY }),
  });
  if (!trim) return null;
  const refusal = refusalOf(person, 'agent.trim.decide', { ownerId: agent.ownerId });
  const answer = (decision: DecideTrimInput['decision']) =>
    decide.mutate({ id: trim.id, decision });
  return (
    <Panel
      aria-label="A narrower scope waits for a decision"
      title="A narrower scope waits for a decision"
      tone="waiting"
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm text-muted">
          <VisibleText text={trim.proposedBy.name} /> proposed it{' '}
          <RelativeTime at={trim.proposedAt} />: <VisibleText text={trim.reason} /> Its sub-agents
          are narrowed with it.
        </p>
        <DifferenceList differences={scopeDifference(agent.scope, trim.scope)} />
        {decide.isError && (
          <Notice tone="bad" title="Nothing was changed" announced="alert">
            {sayError(decide.error)}
          </Notice>
        )}
        <div className="flex flex-wrap gap-2">
          <Button
            disabledReason={refusal}
            pending={decide.isPending && decide.variables.decision === 'reject'}
            onClick={() => answer('reject')}
          >
            Leave it as it is
          </Button>
          <Button
            variant="primary"
            disabledReason={refusal}
            pending={decide.isPending && decide.variables.decision === 'accept'}
            onClick={() => answer('accept')}
          >
            Narrow it
          </Button>
        </div>
      </div>
    </Panel>
  );
}
