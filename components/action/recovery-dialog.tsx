'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Field, Textarea } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useToast } from '@/components/ui/toast';
import { actionQuery, postVerification } from '@/lib/actions/client';
import type { ActionRow } from '@/lib/actions/schema';
import { RECOVERY_CHOICES } from './recovery';
import { sayError } from './say-error';

export interface RecoveryDialogProps {
  actionId: string;
  executionId: string;
  /** What stands now, and would be said anew. */
  before: ActionRow['verification'];
  onClose: () => void;
}

type Status = NonNullable<ActionRow['verification']>['status'];

const formId = 'recovery';

/** Whether the service recovered, and what was seen. A chunk of its own: see RecoveryButton. */
export default function RecoveryDialog(props: RecoveryDialogProps) {
  const { actionId, executionId, before, onClose } = props;
  const queries = useQueryClient();
  const toast = useToast();
  const [status, setStatus] = useState<Status>();
  const [seen, setSeen] = useState('');
  const [isTried, setTried] = useState(false);
  const report = useMutation({
    mutationFn: (input: { status: Status; evidence: string }) =>
      postVerification(executionId, input),
    onSuccess: (action) => {
      queries.setQueryData(actionQuery(actionId).queryKey, action);
      toast({ tone: 'good', title: 'Your word on recovery is recorded' });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const evidence = seen.trim();
    if (status && evidence && !report.isPending) report.mutate({ status, evidence });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Did the service recover?"
      description={
        before
          ? 'Your word stands before the one that was given; the record keeps both.'
          : 'It is shown as reported by you.'
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={report.isPending}>
            Report it
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <div className="flex flex-col gap-1.5">
          <Choice<Status>
            label="Whether it recovered"
            look="chips"
            value={status}
            options={RECOVERY_CHOICES}
            onValueChange={setStatus}
          />
          {isTried && !status && (
            <p role="alert" className="text-xs font-medium text-bad">
              Choose one of the three.
            </p>
          )}
        </div>
        <Field
          label="What you saw"
          hint="Where you looked, and what it showed."
          error={isTried && seen.trim() === '' ? 'Say how you know.' : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              value={seen}
              maxLength={4000}
              onChange={(event) => setSeen(event.target.value)}
            />
          )}
        </Field>
        {report.isError && (
          <Notice tone="bad" title="Not recorded" announced="alert">
            {sayError(report.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
