'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import type { Tone } from '@/components/ui/tone';
import {
  PASSKEYS_KEY,
  postConfirmRecovery,
  postWithdrawRecovery,
  recoveriesQuery,
} from '@/lib/passkeys/client';
import type { RecoveryOut } from '@/lib/passkeys/output';
import { OpenRecoveryDialog, type Recoverable } from './open-recovery-dialog';

export interface RecoveryPanelProps {
  initial: { items: RecoveryOut[]; nextCursor: string | null };
  personId: string;
  people: Recoverable[];
  /** Why this person may only look on. */
  refusal: string | undefined;
}

/** Where recoveries stand: one admin opens, another confirms, the person enrols. */
export function RecoveryPanel({ initial, personId, people, refusal }: RecoveryPanelProps) {
  const queries = useQueryClient();
  const { data, isError, error } = useQuery({ ...recoveriesQuery, initialData: initial });
  const [isOpening, setOpening] = useState(false);
  const settled = () => void queries.invalidateQueries({ queryKey: PASSKEYS_KEY });
  const confirm = useMutation({ mutationFn: postConfirmRecovery, onSettled: settled });
  const withdraw = useMutation({ mutationFn: postWithdrawRecovery, onSettled: settled });
  const failed = confirm.error ?? withdraw.error ?? (isError ? error : null);
  return (
    <Panel
      title="Lost passkeys"
      aria-label="Lost passkeys"
      flush
      actions={
        <Button size="sm" disabledReason={refusal} onClick={() => setOpening(true)}>
          Open a recovery
        </Button>
      }
    >
      {failed && (
        <Notice tone="bad" bar title="Not done" announced="alert">
          {sayError(failed)}
        </Notice>
      )}
      <p className="px-4 py-3 text-sm text-muted">
        One admin opens a recovery, another confirms it. Then the passkeys that the person had count
        no more, and for an hour they may sign in and add one.
      </p>
      {data.items.length > 0 && (
        <ul aria-label="Recoveries" className="divide-y divide-line border-t border-line">
          {data.items.map((recovery) => (
            <RecoveryLine
              key={recovery.id}
              recovery={recovery}
              confirmRefusal={refusal ?? confirmRefusal(recovery, personId)}
              withdrawRefusal={refusal}
              isConfirming={confirm.isPending && confirm.variables === recovery.id}
              onConfirm={() => confirm.mutate(recovery.id)}
              onWithdraw={() => withdraw.mutate(recovery.id)}
            />
          ))}
        </ul>
      )}
      {isOpening && (
        <OpenRecoveryDialog
          people={people.filter(({ id }) => id !== personId)}
          onClose={() => setOpening(false)}
        />
      )}
    </Panel>
  );
}

const confirmRefusal = (
  { openedBy, person }: RecoveryOut,
  personId: string,
): string | undefined => {
  if (person.id === personId) return 'These are your own passkeys: two others have to.';
  return openedBy.id === personId ? 'You opened it: another admin confirms it.' : undefined;
};

const FACES: Record<RecoveryOut['state'], { word: string; tone: Tone }> = {
  opened: { word: 'Waits for a second admin', tone: 'waiting' },
  confirmed: { word: 'May enrol now', tone: 'running' },
  used: { word: 'Enrolled anew', tone: 'good' },
  withdrawn: { word: 'Taken back', tone: 'quiet' },
};

interface RecoveryLineProps {
  recovery: RecoveryOut;
  confirmRefusal: string | undefined;
  withdrawRefusal: string | undefined;
  isConfirming: boolean;
  onConfirm: () => void;
  onWithdraw: () => void;
}

function RecoveryLine({ recovery, ...more }: RecoveryLineProps) {
  const { person, state, isOver, reason, openedBy, openedAt, confirmedBy } = recovery;
  const { word, tone } = isOver ? { word: 'Ran out unused', tone: 'quiet' as const } : FACES[state];
  return (
    <li className="flex flex-col gap-2 px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 font-medium break-words text-ink">
          <VisibleText text={person.name} />
        </span>
        <Badge tone={tone}>{word}</Badge>
      </div>
      <p className="break-words text-muted">
        <VisibleText
          text={`Opened by ${openedBy.name}${confirmedBy ? `, confirmed by ${confirmedBy.name}` : ''}: “${reason}”`}
        />{' '}
        <RelativeTime at={openedAt} focusable className="text-xs" />
      </p>
      {state === 'opened' && !isOver && (
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            variant="primary"
            pending={more.isConfirming}
            disabledReason={more.confirmRefusal}
            onClick={more.onConfirm}
          >
            Confirm: they are lost
          </Button>
          <Button size="sm" disabledReason={more.withdrawRefusal} onClick={more.onWithdraw}>
            Take it back
          </Button>
        </div>
      )}
    </li>
  );
}
