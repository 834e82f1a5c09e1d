'use client';

import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Textarea } from '@/components/ui/field';

const WORDS = {
  adopt: {
    title: (version: number) => `Adopt version ${version}`,
    says: 'It holds from the moment that it is recorded.',
    confirm: 'Adopt it',
    variant: 'approve',
  },
  decline: {
    title: (version: number) => `Decline version ${version}`,
    says: 'What is in force stays in force. Whoever proposed it reads why.',
    confirm: 'Decline it',
    variant: 'danger',
  },
} as const;

const formId = 'version-reason';

export interface VersionReasonDialogProps {
  act: keyof typeof WORDS;
  version: number;
  onClose: () => void;
  /** With what was said; empty where nothing was and nothing had to be. */
  onDecide: (reason: string) => void;
}

/** The reason that stands in the record beside a decision; needed to decline. */
export function VersionReasonDialog({ act, version, onClose, onDecide }: VersionReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { title, says, confirm, variant } = WORDS[act];
  const isNeeded = act === 'decline';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = reason.trim();
    setMissing(isNeeded && said === '');
    if (!isNeeded || said !== '') onDecide(said);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title(version)}
      description={says}
      footer={
        <>
          <Button size="lg" onClick={onClose}>
            Go back
          </Button>
          <Button size="lg" variant={variant} type="submit" form={formId}>
            {confirm}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field
          label="Reason"
          optional={!isNeeded}
          error={isMissing && reason.trim() === '' ? 'Say why.' : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              maxLength={2000}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
