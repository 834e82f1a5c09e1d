'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field, Select } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { ReasonField } from '@/components/ui/reason-field';
import { PASSKEYS_KEY, postOpenRecovery } from '@/lib/passkeys/client';

const formId = 'open-recovery';

export interface Recoverable {
  id: string;
  name: string;
  email: string;
}

export interface OpenRecoveryDialogProps {
  people: Recoverable[];
  onClose: () => void;
}

/** The first of two admins says whose passkeys are lost, and how they know that it is them who asks. */
export function OpenRecoveryDialog({ people, onClose }: OpenRecoveryDialogProps) {
  const queries = useQueryClient();
  const [personId, setPersonId] = useState(people[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const open = useMutation({
    mutationFn: () => postOpenRecovery(personId, reason.trim()),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: PASSKEYS_KEY }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (personId !== '' && reason.trim() !== '' && !open.isPending) open.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Open a recovery"
      description="Nothing changes for them until another admin confirms it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={open.isPending}>
            Open it
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <Field label="Whose passkeys are lost">
          {(control) => (
            <Select
              {...control}
              value={personId}
              options={people.map(({ id, name, email }) => ({
                value: id,
                label: `${name} (${email})`,
              }))}
              onChange={(event) => setPersonId(event.target.value)}
            />
          )}
        </Field>
        <ReasonField
          label="What happened, and how you know that it is them"
          value={reason}
          isTried={isTried}
          onChange={setReason}
        />
        {open.isError && (
          <Notice tone="bad" title="Not opened" announced="alert">
            {sayError(open.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
