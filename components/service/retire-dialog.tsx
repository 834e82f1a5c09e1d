'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { ReasonField } from '@/components/ui/reason-field';
import { postRetirement } from './service-queries';

const formId = 'retire-service';

export interface RetireDialogProps {
  name: string;
  /** Services that depend on it. */
  dependents: string[];
  onClose: () => void;
}

/** Withdraws a service, with a reason that stands in its history. */
export default function RetireDialog({ name, dependents, onClose }: RetireDialogProps) {
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const retire = useMutation({
    mutationFn: (why: string) => postRetirement(name, why),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['services'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() && !retire.isPending) retire.mutate(reason.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        <>
          Withdraw <VisibleText text={name} />
        </>
      }
      description="What is declared of it holds no more, so every change of it needs people. Its history stays, and it can be declared again."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="danger" pending={retire.isPending}>
            Withdraw it
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {dependents.length > 0 && (
          <Notice tone="waiting" title="Others depend on it">
            <VisibleText text={`${dependents.join(', ')} will depend on something undeclared.`} />
          </Notice>
        )}
        <ReasonField label="Why" value={reason} isTried={isTried} onChange={setReason} />
        {retire.isError && (
          <Notice tone="bad" title="Nothing was changed" announced="alert">
            {sayError(retire.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
