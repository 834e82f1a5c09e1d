'use client';

import { Fingerprint } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { plainLine } from '@/lib/text/plain-line';

export interface TypeTargetDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  act: string;
  /** What must be typed, letter for letter: the service. */
  target: string;
  onApprove: () => void;
  /** In place of typing, for who has a passkey. */
  onPasskey: (() => void) | undefined;
}

const formId = 'type-target';

/** What cannot be undone is not approved with one tap: the target is typed first. */
export function TypeTargetDialog({
  open,
  onOpenChange,
  act,
  target,
  onApprove,
  onPasskey,
}: TypeTargetDialogProps) {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isRight = typed.trim() === target;
    setWrong(!isRight);
    if (!isRight) return;
    onOpenChange(false);
    setTyped('');
    onApprove();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={act}
      description="This cannot simply be undone."
      footer={
        <>
          <Button size="lg" onClick={() => onOpenChange(false)}>
            Go back
          </Button>
          <Button size="lg" variant="approve" type="submit" form={formId}>
            {act}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field
          label={`Type the service, ${plainLine(target)}, to approve`}
          error={isWrong ? `That is not the service. Type ${plainLine(target)}.` : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={typed}
              autoComplete="off"
              autoCapitalize="off"
              autoCorrect="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {onPasskey && (
          <p className="mt-4 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
            Or, in its place,
            <Button
              icon={<Fingerprint aria-hidden size={15} />}
              onClick={() => {
                onOpenChange(false);
                onPasskey();
              }}
            >
              Sign with your passkey
            </Button>
          </p>
        )}
      </form>
    </Dialog>
  );
}
