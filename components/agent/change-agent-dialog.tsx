'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input, Select, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { Loading } from '@/components/ui/skeleton';
import { useToast } from '@/components/ui/toast';
import { agentChoices, AGENTS_KEY, patchAgent } from '@/lib/agents/client';
import type { ChangeAgentInput } from '@/lib/agents/schema';
import type { AgentOut } from '@/lib/agents/schema-views';
import { plainLine } from '@/lib/text/plain-line';

const formId = 'change-agent';

/** Only what was changed goes out, so that nobody undoes another's change by leaving it be. */
function changesOf(agent: AgentOut, after: Fields): ChangeAgentInput {
  const runtime = after.runtime.trim() || null;
  return {
    ...(after.ownerId === agent.ownerId ? {} : { ownerId: after.ownerId }),
    ...(after.purpose.trim() === agent.purpose ? {} : { purpose: after.purpose.trim() }),
    ...(runtime === agent.runtime ? {} : { runtime }),
    ...(after.controlLevel === agent.controlLevel ? {} : { controlLevel: after.controlLevel }),
  };
}

interface Fields {
  ownerId: string;
  purpose: string;
  runtime: string;
  controlLevel: 'cooperative' | 'watched';
}

/** Owner, purpose, runtime and control level; what it may do is narrowed by a trim. */
export function ChangeAgentDialog({ agent, onClose }: { agent: AgentOut; onClose: () => void }) {
  const queries = useQueryClient();
  const toast = useToast();
  const choices = useQuery(agentChoices);
  const [fields, setFields] = useState<Fields>({
    ownerId: agent.ownerId,
    purpose: agent.purpose,
    runtime: agent.runtime ?? '',
    controlLevel: agent.controlLevel === 'watched' ? 'watched' : 'cooperative',
  });
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }));
  const changes = changesOf(agent, fields);
  const patch = useMutation({
    mutationFn: () => patchAgent(agent.id, changes),
    onSuccess: () => {
      toast({ tone: 'good', title: `${plainLine(agent.name)}: changed` });
      onClose();
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: AGENTS_KEY }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!patch.isPending && Object.keys(changes).length > 0 && fields.purpose.trim()) {
      patch.mutate();
    }
  };
  const isSame = Object.keys(changes).length === 0;
  const owners = choices.data?.owners ?? [];
  const isKnown = owners.some(({ id }) => id === agent.ownerId);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Change this agent"
      description="What it may do is not changed here."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={patch.isPending}
            disabledReason={isSame ? 'Nothing is changed yet.' : undefined}
          >
            Save
          </Button>
        </>
      }
    >
      {choices.isPending && <Loading label="Reading people" rows={3} />}
      {choices.isError && (
        <Notice tone="bad" title="The form cannot be filled in" announced="alert">
          {sayError(choices.error)}
        </Notice>
      )}
      {choices.data && (
        <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
          {agent.parentId === null && (
            <Field label="Owner" hint="Its sub-agents have the same owner.">
              {(control) => (
                <Select
                  {...control}
                  value={fields.ownerId}
                  options={[
                    ...(isKnown
                      ? []
                      : [{ value: agent.ownerId, label: `${agent.ownerName}, not active` }]),
                    ...owners.map(({ id, name, email }) => ({
                      value: id,
                      label: `${name}, ${email}`,
                    })),
                  ]}
                  onChange={(event) => change({ ownerId: event.target.value })}
                />
              )}
            </Field>
          )}
          <Field label="Purpose" error={fields.purpose.trim() ? undefined : 'Say what it is for.'}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={1000}
                value={fields.purpose}
                onChange={(event) => change({ purpose: event.target.value })}
              />
            )}
          </Field>
          <Field label="What it runs on" optional>
            {(control) => (
              <Input
                {...control}
                maxLength={200}
                value={fields.runtime}
                onChange={(event) => change({ runtime: event.target.value })}
              />
            )}
          </Field>
          {agent.kind === 'agent' && (
            <Choice
              label="How it can be held"
              value={fields.controlLevel}
              options={[
                { value: 'cooperative', label: 'Cooperative' },
                { value: 'watched', label: 'Watched only' },
              ]}
              onValueChange={(controlLevel) => change({ controlLevel })}
            />
          )}
          {patch.isError && (
            <Notice tone="bad" title="Nothing was changed" announced="alert">
              {sayError(patch.error)}
            </Notice>
          )}
        </form>
      )}
    </Dialog>
  );
}
