'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { Loading } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import { agentChoices, AGENTS_KEY, patchAgent } from '@/lib/agents/client';
import type { Scope } from '@/lib/agents/schema';
import type { AgentOut } from '@/lib/agents/schema-views';
import { DifferenceList } from './difference-list';
import { type AxisDifference, scopeDifference } from './scope-difference';
import { ScopeFields } from './scope-fields';
import { type ScopeFaults, scopeInput, scopeOf, scopeValues } from './scope-form';

const formId = 'change-scope';
const UNREAD = 'The form is still being filled in.';

/** One way of saying the scope that the agent has: what the form would give back untouched. */
const asKnown = ({ kind, scope }: AgentOut): Scope =>
  scopeInput(scopeValues(kind, scope), scope).scope ?? scope;

/** Sets what an agent may do, wider too; the difference is read before it is sent. */
export function ChangeScopeDialog({ agent, onClose }: { agent: AgentOut; onClose: () => void }) {
  const queries = useQueryClient();
  const toast = useToast();
  const choices = useQuery(agentChoices);
  const [fields, setFields] = useState(() => scopeValues(agent.kind, agent.scope));
  const [faults, setFaults] = useState<ScopeFaults>({});
  const [reviewed, setReviewed] = useState<Scope>();
  const patch = useMutation({
    mutationFn: (scope: Scope) => patchAgent(agent.id, { scope }),
    onSuccess: () => {
      toast({ tone: 'good', title: `${agent.name} has another scope` });
      onClose();
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: AGENTS_KEY }),
  });
  // Against the scope as it is by now: somebody else may have changed it meanwhile.
  const before = asKnown(agent);
  const isSame = scopeDifference(before, scopeOf(fields)).length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = scopeInput(fields, agent.scope);
    setFaults(read.faults);
    if (read.scope && !isSame) setReviewed(read.scope);
  };
  const goBack = () => {
    setReviewed(undefined);
    patch.reset();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={reviewed ? 'What would change' : 'Change what it may do'}
      description={
        reviewed
          ? `${agent.name} meets this with its next call.`
          : 'Only this widens a scope. You see what changes before it holds.'
      }
      footer={
        reviewed ? (
          <>
            <Button onClick={goBack}>Back</Button>
            <Button
              variant="primary"
              pending={patch.isPending}
              onClick={() => patch.mutate(reviewed)}
            >
              Set this scope
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              disabledReason={
                choices.data ? (isSame ? 'Nothing is changed yet.' : undefined) : UNREAD
              }
            >
              See what changes
            </Button>
          </>
        )
      }
    >
      {choices.isPending && <Loading label="Reading services" rows={4} />}
      {choices.isError && (
        <Notice tone="bad" title="The form cannot be filled in" announced="alert">
          {sayError(choices.error)}
        </Notice>
      )}
      {reviewed ? (
        <div className="flex flex-col gap-4">
          <DifferenceList differences={scopeDifference(before, reviewed)} />
          <Consequences agent={agent} differences={scopeDifference(before, reviewed)} />
          {patch.isError && (
            <Notice tone="bad" title="Nothing was changed" announced="alert">
              {sayError(patch.error)}
            </Notice>
          )}
        </div>
      ) : (
        choices.data && (
          <form id={formId} onSubmit={submit} noValidate>
            <ScopeFields
              kind={agent.kind}
              fields={fields}
              faults={faults}
              services={choices.data.services}
              onChange={(part) => setFields((known) => ({ ...known, ...part }))}
            />
          </form>
        )
      )}
    </Dialog>
  );
}

interface ConsequencesProps {
  agent: AgentOut;
  differences: AxisDifference[];
}

/** What follows from it beyond the agent itself. */
function Consequences({ agent, differences }: ConsequencesProps) {
  const isWider = differences.some(({ comes }) => comes !== '');
  const isNarrower = differences.some(({ goes }) => goes !== '');
  return (
    <>
      {isWider && (
        <Notice tone="waiting" title="It will be able to do more than now">
          {agent.parentId
            ? 'Where this is more than the agent that made it may, it is refused.'
            : 'Its sub-agents stay as they are; it may give them more from then on.'}
        </Notice>
      )}
      {isNarrower && (
        <Notice title="Its sub-agents lose what goes, too">
          Where one of them would be left with nothing, this is refused.
        </Notice>
      )}
    </>
  );
}
