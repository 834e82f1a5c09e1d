'use client';

import { Siren } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ReasonField } from '@/components/ui/reason-field';
import { plainLine } from '@/lib/text/plain-line';
import type { GlassRight } from './glass-right';

const formId = 'break-glass';

export interface BreakGlassProps {
  right: GlassRight;
  /** What policy asks for, in a sentence. */
  asked: string;
  /** What must be typed, letter for letter: the service. */
  target: string;
  isSending: boolean;
  onBreak: (reason: string) => void;
}

/** The way round what nobody can give: out of the thumb's reach, loud, and never one tap. */
export default function BreakGlass({ right, asked, target, isSending, onBreak }: BreakGlassProps) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  if (right.hidden) return null;
  const isTyped = typed.trim() === target;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isTyped || !reason.trim()) return;
    setOpen(false);
    onBreak(reason.trim());
  };
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg border border-line px-4 py-3 text-sm text-muted">
        <p className="min-w-0">
          Nobody else can sign in time? Two people may break the glass, and answer for it after.
        </p>
        <Button
          variant="danger-quiet"
          icon={<Siren aria-hidden size={15} />}
          pending={isSending}
          disabledReason={right.refusal}
          onClick={() => setOpen(true)}
        >
          Break the glass…
        </Button>
      </div>
      <Dialog
        open={isOpen}
        onOpenChange={setOpen}
        title="Break the glass"
        description={`It approves with less than the policy asks for: ${asked}`}
        footer={
          <>
            <Button size="lg" onClick={() => setOpen(false)}>
              Go back
            </Button>
            <Button size="lg" variant="danger" type="submit" form={formId}>
              Break the glass
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
          <Notice tone="waiting" title="It takes two, and a review">
            Another person who could sign breaks it too, unless there is none. It is counted, and
            somebody else has to say afterwards whether it was right.
          </Notice>
          <ReasonField
            label="Why can it not wait?"
            value={reason}
            isTried={isTried}
            maxLength={4000}
            onChange={setReason}
          />
          <Field
            label={`Type the service, ${plainLine(target)}`}
            error={
              isTried && !isTyped
                ? `That is not the service. Type ${plainLine(target)}.`
                : undefined
            }
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
        </form>
      </Dialog>
    </>
  );
}
