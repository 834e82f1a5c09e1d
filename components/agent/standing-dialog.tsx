'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { ReasonField } from '@/components/ui/reason-field';
import { useToast } from '@/components/ui/toast';
import { AGENTS_KEY, postStanding } from '@/lib/agents/client';
import type { StandingChange } from '@/lib/agents/rules';
import type { AgentOut } from '@/lib/agents/schema-views';
import { changeWords } from './agent-standing';
import { plainLine } from '@/lib/text/plain-line';

const formId = 'agent-standing';

export interface StandingDialogProps {
  agent: AgentOut;
  change: StandingChange;
  onClose: () => void;
}

/** Suspends, resumes or revokes, with a reason that stands in the record. */
export function StandingDialog({ agent, change, onClose }: StandingDialogProps) {
  const queries = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { verb, says } = changeWords[change];
  const post = useMutation({
    mutationFn: (why: string) => postStanding(agent.id, change, why),
    onSuccess: () => {
      toast({ tone: 'good', title: `${plainLine(agent.name)}: ${verb.toLowerCase()} recorded` });
      onClose();
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: AGENTS_KEY }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const why = reason.trim();
    setMissing(why === '');
    if (why !== '' && !post.isPending) post.mutate(why);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <>
          {verb} <VisibleText text={agent.name} />
        </>
      }
      description={says}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant={change === 'resume' ? 'primary' : 'danger'}
            pending={post.isPending}
          >
            {verb}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <ReasonField value={reason} isTried={isMissing} onChange={setReason} />
        {post.isError && (
          <Notice tone="bad" title="Nothing was changed" announced="alert">
            {sayError(post.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
