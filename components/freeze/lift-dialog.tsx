'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { ReasonField } from '@/components/ui/reason-field';
import { postLiftAgreement, postLiftRequest } from '@/lib/freeze/client';
import type { FreezeOut } from '@/lib/freeze/output';
import { frozenName } from './freeze-words';
import { useFreezeAct } from './use-freeze-act';

const formId = 'lift';

export interface LiftDialogProps {
  freeze: FreezeOut;
  onClose: () => void;
}

/** The first of two people says why it can be lifted, or the second agrees to what stands. */
export default function LiftDialog({ freeze, onClose }: LiftDialogProps) {
  const [request] = useState(freeze.liftRequest);
  return request ? (
    <Agree freeze={freeze} request={request} onClose={onClose} />
  ) : (
    <Ask freeze={freeze} onClose={onClose} />
  );
}

function Ask({ freeze, onClose }: LiftDialogProps) {
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const ask = useFreezeAct((why: string) => postLiftRequest(freeze.id, why), onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() && !ask.isPending) ask.mutate(reason.trim());
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Ask to lift the freeze"
      description="Another person who may lift it has to agree; until then everything stays as it is."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" pending={ask.isPending}>
            Ask to lift it
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <ReasonField
          label="Why it can be lifted"
          value={reason}
          isTried={isTried}
          onChange={setReason}
        />
        {ask.isError && (
          <Notice tone="bad" title="Not asked" announced="alert">
            {sayError(ask.error)}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}

function Agree({
  freeze,
  request,
  onClose,
}: LiftDialogProps & { request: NonNullable<FreezeOut['liftRequest']> }) {
  const router = useRouter();
  const agree = useFreezeAct(
    () => postLiftAgreement(freeze.id, request.id),
    () => {
      onClose();
      // Where the runs stand that somebody has now to let go on.
      router.push(`/freezes/${encodeURIComponent(freeze.id)}`);
    },
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Agree to lift the freeze"
      description="Nothing goes on by itself: each paused run waits for a commander to resume it, and what was void stays void."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            pending={agree.isPending}
            onClick={() => agree.mutate(undefined)}
          >
            Agree and lift
          </Button>
        </>
      }
    >
      <dl className="flex flex-col gap-3 text-sm">
        <div>
          <dt className="text-muted">
            <VisibleText
              text={`${frozenName(freeze.service)} was frozen by ${freeze.setBy.name}`}
            />
          </dt>
          <dd className="break-words whitespace-pre-line text-ink">
            <VisibleText text={freeze.reason} />
          </dd>
        </div>
        <div>
          <dt className="text-muted">
            <VisibleText text={`${request.by.name} asks to lift it`} />
          </dt>
          <dd className="break-words whitespace-pre-line text-ink">
            <VisibleText text={request.reason} />
          </dd>
        </div>
      </dl>
      {agree.isError && (
        <div className="mt-4">
          <Notice tone="bad" title="Not lifted" announced="alert">
            {sayError(agree.error)}
          </Notice>
        </div>
      )}
    </Dialog>
  );
}
