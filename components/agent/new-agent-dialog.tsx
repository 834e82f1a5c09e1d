'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { serverNow } from '@/components/time/clock';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { Loading } from '@/components/ui/skeleton';
import { agentChoices, AGENTS_KEY, postAgent } from '@/lib/agents/client';
import { type AgentFaults, type AgentFields, agentInput, blankAgent } from './agent-form';
import { IdentityFields } from './identity-fields';
import { ScopeFields } from './scope-fields';

const formId = 'new-agent';

/** Makes an identity without a key yet, and goes to its page, where a key is made. */
export function NewAgentDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const queries = useQueryClient();
  const choices = useQuery(agentChoices);
  const [fields, setFields] = useState<AgentFields>(() => blankAgent(''));
  const [faults, setFaults] = useState<AgentFaults>({});
  const post = useMutation({
    mutationFn: postAgent,
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: AGENTS_KEY });
      router.push(`/agents/${encodeURIComponent(id)}`);
    },
  });
  const change = (part: Partial<AgentFields>) => setFields((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (post.isPending) return;
    const read = agentInput(fields, serverNow());
    setFaults(read.faults);
    if (read.input) post.mutate(read.input);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title="New agent"
      description="It can do nothing before it has a key or a workload identity, and nothing ever beyond its scope."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={post.isPending}
            disabledReason={choices.data ? undefined : 'The form is still being filled in.'}
          >
            Make the agent
          </Button>
        </>
      }
    >
      {choices.isPending && <Loading label="Reading people and services" rows={4} />}
      {choices.isError && (
        <Notice tone="bad" title="The form cannot be filled in" announced="alert">
          {sayError(choices.error)}
        </Notice>
      )}
      {choices.data && (
        <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-5">
          <IdentityFields
            fields={fields}
            faults={faults}
            owners={choices.data.owners}
            onChange={change}
          />
          <ScopeFields
            kind={fields.kind}
            fields={fields}
            faults={faults}
            services={choices.data.services}
            onChange={change}
          />
          {post.isError && (
            <Notice tone="bad" title="Nobody was made" announced="alert">
              {sayError(post.error)}
            </Notice>
          )}
        </form>
      )}
    </Dialog>
  );
}
