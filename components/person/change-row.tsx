'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { type Looker, refusalOf } from '@/components/agent/rights';
import { sayRoles } from '@/components/shell/shell-user';
import { VisibleText } from '@/components/text/visible-text';
import { useIsOver } from '@/components/time/countdown';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { StateBadge } from '@/components/ui/state-badge';
import { PEOPLE_KEY } from '@/lib/people/client';
import { postAgreement } from '@/lib/people/client-changes';
import type { PersonChangeRow } from '@/lib/people/schema-change';
import { DeclineChangeDialog } from './decline-change-dialog';
import type { ShownLink } from './shown-link-dialog';

export interface ChangeRowProps {
  change: PersonChangeRow;
  /** Whom it concerns, by name where they are known. */
  name: string;
  looker: Looker;
  onLink: (shown: ShownLink) => void;
}

const WHAT: Record<PersonChangeRow['kind'], string> = {
  invite: 'Invite',
  roles: 'Other roles for',
  enable: 'Let in again:',
  reset: 'Reset link for',
};

function agreeRefusal({ proposedBy, personId }: PersonChangeRow, looker: Looker, isOver: boolean) {
  if (isOver) return 'Nobody agreed in time. It has to be proposed again.';
  if (proposedBy.id === looker.id) return 'You proposed this; another admin has to agree.';
  if (personId === looker.id) return 'This concerns yourself; another admin has to agree.';
  return refusalOf(looker, 'person.manage');
}

/** A change that takes two admins: what, for whom, why, by whom, and the second’s two buttons. */
export function ChangeRow({ change, name, looker, onLink }: ChangeRowProps) {
  const queries = useQueryClient();
  const isOver = useIsOver(change.expiresAt);
  const [isDeclining, setDeclining] = useState(false);
  const { kind, roles, reason, state, proposedBy, proposedAt, decidedBy, decisionReason } = change;
  const isWaiting = state === 'proposed';
  const isOwn = proposedBy.id === looker.id;
  const agree = useMutation({
    mutationFn: () => postAgreement(change.id),
    onSuccess: ({ link, linkExpiresAt }) => {
      if (!link || !linkExpiresAt) return;
      const title = kind === 'invite' ? 'The invitation' : 'The reset link';
      onLink({ title, link, expiresAt: linkExpiresAt });
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: PEOPLE_KEY }),
  });
  return (
    <li className="flex flex-col gap-2 px-4 py-3 md:flex-row md:items-start md:justify-between md:gap-6">
      <div className="flex min-w-0 flex-col gap-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink">
          <span className="min-w-0 font-medium break-words">
            {WHAT[kind]} <VisibleText text={name} />
          </span>
          {(!isWaiting || isOver) && (
            <StateBadge noun="personChange" value={isWaiting ? 'expired' : state} />
          )}
        </p>
        {roles && (
          <p className="break-words text-muted">
            <VisibleText text={sayRoles(roles).join(' · ')} />
          </p>
        )}
        <p className="break-words text-muted">
          <VisibleText text={proposedBy.name} />, <RelativeTime at={proposedAt} />: “
          <VisibleText text={reason} />”
        </p>
        {decidedBy && (
          <p className="break-words text-muted">
            <VisibleText text={decidedBy.name} />
            {decisionReason ? (
              <>
                : “<VisibleText text={decisionReason} />”
              </>
            ) : state === 'agreed' ? (
              ' agreed'
            ) : (
              ' took it back'
            )}
          </p>
        )}
        {agree.isError && (
          <Notice tone="bad" title="Nothing was changed" announced="alert">
            {sayError(agree.error)}
          </Notice>
        )}
      </div>
      {isWaiting && (
        <div className="flex shrink-0 flex-wrap gap-2">
          <Button
            disabledReason={refusalOf(looker, 'person.manage')}
            onClick={() => setDeclining(true)}
          >
            {isOwn ? 'Take it back' : 'Decline'}
          </Button>
          <Button
            variant="primary"
            pending={agree.isPending}
            disabledReason={agreeRefusal(change, looker, isOver)}
            onClick={() => agree.mutate()}
          >
            Agree
          </Button>
        </div>
      )}
      {isDeclining && (
        <DeclineChangeDialog
          changeId={change.id}
          isOwn={isOwn}
          onClose={() => setDeclining(false)}
        />
      )}
    </li>
  );
}
