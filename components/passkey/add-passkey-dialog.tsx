'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ApiProblem } from '@/lib/http/call-api';
import { answerQuestion, makePasskey } from '@/lib/passkeys/ceremony';
import { PASSKEYS_KEY, postPasskey, putEnrolment } from '@/lib/passkeys/client';

const formId = 'add-passkey';

export interface AddPasskeyDialogProps {
  /** One of theirs has to agree first. */
  needsPasskey: boolean;
  email: string;
  onClose: () => void;
}

interface Adding {
  name: string;
  password: string;
}

/** Password, the passkey one has, the new one: in this order, and nothing before all have answered. */
async function add({ name, password }: Adding) {
  const begun = await putEnrolment(password);
  const assertion = begun.confirmation ? await answerQuestion(begun.confirmation) : undefined;
  const attestation = await makePasskey(begun);
  return postPasskey({ name, attestation, ...(assertion ? { assertion } : {}) });
}

export function AddPasskeyDialog({ needsPasskey, email, onClose }: AddPasskeyDialogProps) {
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  const adding = useMutation({
    mutationFn: add,
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: PASSKEYS_KEY }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === '' || password === '' || adding.isPending) return;
    adding.mutate({ name: name.trim(), password });
  };
  const { error } = adding;
  const isWrong = error instanceof ApiProblem && error.slug === 'wrong-password';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a passkey"
      description={
        needsPasskey
          ? 'Your browser asks for a passkey that you have, then makes the new one.'
          : 'Your browser makes it. It checks your fingerprint, face or PIN, which never leave your device.'
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={adding.isPending}
            pendingLabel="Waiting for your passkey…"
          >
            Add it
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {/* So that a password manager knows whose password this is. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field
          label="What you call it"
          hint="So that you know later which one it is: “Work phone”, “Key on the ring”."
          error={isTried && name.trim() === '' ? 'Give it a name.' : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={80}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Your password"
          error={
            isWrong
              ? error.detail
              : isTried && password === ''
                ? 'Your password is asked for once more.'
                : undefined
          }
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              value={password}
              maxLength={200}
              autoComplete="current-password"
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        {error && !isWrong && (
          <Notice
            tone="bad"
            title={error instanceof ApiProblem ? error.title : 'Not added'}
            announced="alert"
          >
            {sayError(error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
