'use client';

import { useEffect, useRef, useState } from 'react';
import { ProblemNotice } from '@/components/incident/problem-notice';
import { useAct } from '@/components/incident/use-act';
import { useIsGone } from '@/components/incident/use-is-gone';
import { Button } from '@/components/ui/button';
import type { ButtonVariant } from '@/components/ui/button-style';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field, Textarea } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';

type Need = 'needed' | 'optional';

export interface ReasonDialogProps {
  title: string;
  description: string;
  /** Fields asked for, with their labels; left out, a field is not shown. */
  reason?: { label: string; need: Need } | undefined;
  instruction?: { label: string; need: Need; hint?: string } | undefined;
  confirm: string;
  variant?: ButtonVariant | undefined;
  send: (values: { reason?: string; instruction?: string }) => Promise<unknown>;
  onClose: () => void;
}

const MAX_LENGTH = 4000;
const OVERTAKEN =
  'It was settled while you were writing. Nothing was sent; the timeline says by whom.';

/**
 * Asks why, or what to do, before an act that needs words. It closes only once it is committed.
 * A chunk of its own, mounted open: see ActButton.
 */
export default function ReasonDialog(props: ReasonDialogProps) {
  const { title, description, onClose } = props;
  const toast = useToast();
  const isGone = useIsGone();
  const stands = useRef<'open' | 'sent' | 'closed'>('open');
  const close = () => {
    stands.current = 'closed';
    onClose();
  };
  useEffect(
    () => () => {
      // What it asks about left the screen while someone was still typing.
      queueMicrotask(() => {
        if (!isGone() || stands.current !== 'open') return;
        toast({ tone: 'quiet', title: `${title}: no longer open`, detail: OVERTAKEN });
      });
    },
    [isGone, toast, title],
  );
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={title} description={description}>
      <Form {...props} onClose={close} onSend={() => (stands.current = 'sent')} />
    </Dialog>
  );
}

function Form({
  reason,
  instruction,
  confirm,
  variant = 'primary',
  send,
  onClose,
  onSend,
}: ReasonDialogProps & { onSend: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A frame later than the dialog's own, which would leave it on the Close button.
    const frame = requestAnimationFrame(() => form.current?.querySelector('textarea')?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const [said, setSaid] = useState({ reason: '', instruction: '' });
  const [isTried, setTried] = useState(false);
  const act = useAct(onClose);
  const fields = [
    { name: 'instruction' as const, ask: instruction, hint: instruction?.hint },
    { name: 'reason' as const, ask: reason, hint: undefined },
  ];
  const missing = (name: keyof typeof said, need: Need) => need === 'needed' && !said[name].trim();
  const submit = () => {
    setTried(true);
    if (fields.some(({ name, ask }) => ask && missing(name, ask.need))) return;
    onSend();
    act.send(() =>
      send({
        ...(said.reason.trim() ? { reason: said.reason.trim() } : {}),
        ...(said.instruction.trim() ? { instruction: said.instruction.trim() } : {}),
      }),
    );
  };
  return (
    <form
      ref={form}
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {fields.map(
        ({ name, ask, hint }) =>
          ask && (
            <Field
              key={name}
              label={ask.label}
              hint={hint}
              optional={ask.need === 'optional'}
              error={isTried && missing(name, ask.need) ? 'This is needed.' : undefined}
            >
              {(control) => (
                <Textarea
                  {...control}
                  maxLength={MAX_LENGTH}
                  value={said[name]}
                  onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
                />
              )}
            </Field>
          ),
      )}
      <ProblemNotice problem={act.problem} />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant={variant} pending={act.isSending}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}
