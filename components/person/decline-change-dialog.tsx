'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { ReasonField } from '@/components/ui/reason-field';
import { PEOPLE_KEY } from '@/lib/people/client';
import { postDeclining } from '@/lib/people/client-changes';

const formId = 'decline-change';

export interface DeclineChangeDialogProps {
  changeId: string;
  /** Whoever proposed it takes it back. */
  isOwn: boolean;
  onClose: () => void;
}

/** A no, with its reason. */
export function DeclineChangeDialog({ changeId, isOwn, onClose }: DeclineChangeDialogProps) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const post = useMutation({
    mutationFn: (why: string) => postDeclining(changeId, why),
    onSuccess: onClose,
    onSettled: () => void queries.invalidateQueries({ queryKey: PEOPLE_KEY }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const why = reason.trim();
    if (why && !post.isPending) post.mutate(why);
  };
  const verb = isOwn ? 'Take it back' : 'Decline';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isOwn ? 'Take this change back' : 'Decline this change'}
      description="Nothing is changed by it. It can be proposed again."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="danger" pending={post.isPending}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <ReasonField value={reason} isTried={isTried} onChange={setReason} />
        {post.isError && (
          <Notice tone="bad" title="Nothing was decided" announced="alert">
            {sayError(post.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
