'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { answerQuestion } from '@/lib/passkeys/ceremony';
import { PASSKEYS_KEY, postRemoval, postRemovalOptions } from '@/lib/passkeys/client';
import { ApiProblem } from '@/lib/http/call-api';
import type { PasskeyOut } from '@/lib/passkeys/output';

export interface RemovePasskeyDialogProps {
  passkey: PasskeyOut;
  isLast: boolean;
  onClose: () => void;
}

/** A passkey goes by the word of a passkey. */
export function RemovePasskeyDialog({ passkey, isLast, onClose }: RemovePasskeyDialogProps) {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: async () =>
      postRemoval(passkey.id, await answerQuestion(await postRemovalOptions(passkey.id))),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: PASSKEYS_KEY }),
  });
  const { error } = remove;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<VisibleText text={`Remove ${passkey.name}`} />}
      description="Your browser asks for one of your passkeys first; this one will do."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="danger"
            pending={remove.isPending}
            pendingLabel="Waiting for your passkey…"
            onClick={() => remove.mutate()}
          >
            Remove it
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm text-ink">
        <p>It signs nothing any more. What it has signed stays signed.</p>
        {isLast && (
          <Notice tone="waiting" title="It is your only one">
            Without a passkey you cannot sign changes of high risk.
          </Notice>
        )}
        <p className="text-muted">
          You have none of them any more? Ask an admin to open a recovery instead.
        </p>
        {error && (
          <Notice
            tone="bad"
            title={error instanceof ApiProblem ? error.title : 'Not removed'}
            announced="alert"
          >
            {sayError(error)}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
