'use client';

import { useState, type FormEvent } from 'react';
import { rejectReasons } from '@/lib/actions/action-words';
import { Button } from '@/components/ui/button';
import { Choice } from '@/components/ui/choice';
import { Dialog } from '@/components/ui/dialog';
import { Field, Textarea } from '@/components/ui/field';

export interface RejectDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** "Reject rollback of checkout". */
  act: string;
  onReject: (reason: string) => void;
}

const formId = 'reject-reason';

/** Why not: one tap where a common reason fits, words where it does not. The agent reads it. */
export function RejectDialog({ open, onOpenChange, act, onReject }: RejectDialogProps) {
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = reason.trim();
    setMissing(said === '');
    if (said === '') return;
    onOpenChange(false);
    onReject(said);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={act}
      description="Say why. The agent and everyone in the room read it."
      footer={
        <>
          <Button size="lg" onClick={() => onOpenChange(false)}>
            Go back
          </Button>
          <Button size="lg" variant="danger" type="submit" form={formId}>
            {act}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Choice
          label="Common reasons"
          look="chips"
          value={rejectReasons.find((each) => each === reason)}
          options={rejectReasons.map((each) => ({ value: each, label: each }))}
          onValueChange={setReason}
        />
        <Field
          label="Reason"
          error={isMissing && reason.trim() === '' ? 'A rejection needs a reason.' : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              maxLength={4000}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
