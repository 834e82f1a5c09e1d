'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/field';
import { PASSKEYS_KEY, patchPasskey } from '@/lib/passkeys/client';
import type { PasskeyOut } from '@/lib/passkeys/output';

const formId = 'rename-passkey';

export interface RenamePasskeyDialogProps {
  passkey: PasskeyOut;
  onClose: () => void;
}

export function RenamePasskeyDialog({ passkey, onClose }: RenamePasskeyDialogProps) {
  const queries = useQueryClient();
  const [name, setName] = useState(passkey.name);
  const rename = useMutation({
    mutationFn: (given: string) => patchPasskey(passkey.id, given),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: PASSKEYS_KEY }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !rename.isPending) rename.mutate(name.trim());
  };
  const missing = name.trim() === '' ? 'Give it a name.' : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Rename this passkey"
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={rename.isPending}>
            Rename
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate>
        <Field
          label="What you call it"
          error={missing ?? (rename.isError ? sayError(rename.error) : undefined)}
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
      </form>
    </Dialog>
  );
}
