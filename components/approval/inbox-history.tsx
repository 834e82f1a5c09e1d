'use client';

import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { sayError } from '@/components/action/say-error';
import { rowTarget } from '@/components/shell/row-keys';
import { VisibleText } from '@/components/text/visible-text';
import { durationWords } from '@/components/time/format-time';
import { RelativeTime } from '@/components/time/relative-time';
import { Choice } from '@/components/ui/choice';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Loading } from '@/components/ui/skeleton';
import { StateBadge } from '@/components/ui/state-badge';
import { stateFace } from '@/components/ui/states';
import { decisionsQuery } from '@/lib/inbox/client';
import type { DecidedItem, Whose } from '@/lib/inbox/schema';

const SIDES: { value: Whose; label: string }[] = [
  { value: 'mine', label: 'By me' },
  { value: 'team', label: 'By my team' },
];

const DID: Record<DecidedItem['decision'], string> = {
  approve: 'approved',
  reject: 'rejected',
  release: 'let it continue',
  return: 'asked for more',
  stop: 'stopped it',
};

/** What was decided by me, or by people on my services, and what became of it. */
export default function InboxHistory({ personId }: { personId: string }) {
  const [by, setBy] = useState<Whose>('mine');
  const decisions = useQuery(decisionsQuery(by));
  const items = decisions.data?.items ?? [];
  return (
    <Panel
      title="Decided"
      flush
      actions={<Choice label="Decided by" value={by} options={SIDES} onValueChange={setBy} />}
    >
      {decisions.isError && (
        <Notice tone="bad" bar title="Decisions could not be read" announced="status">
          {sayError(decisions.error)}
        </Notice>
      )}
      {decisions.isPending ? (
        <Loading label="Reading decisions" rows={3} />
      ) : items.length === 0 ? (
        <EmptyState icon={History} level={3} title="Nothing was decided in the last 90 days">
          {by === 'mine' ? 'Not by you.' : 'Not on services that you see.'}
        </EmptyState>
      ) : (
        <ul aria-label="Decisions" className="divide-y divide-line">
          {items.map((item) => (
            <DecidedLine key={item.key} item={item} isMine={item.by.id === personId} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function DecidedLine({ item, isMine }: { item: DecidedItem; isMine: boolean }) {
  const { at, by, decision, reason, waitedMs, service, environment, incidentId } = item;
  const { action, checkpoint } = item;
  const href = action
    ? `/approvals/${encodeURIComponent(action.id)}`
    : `/incidents/${encodeURIComponent(incidentId)}`;
  return (
    <li className="relative flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-hover">
      <div className="min-w-0 flex-1 basis-64">
        <Link
          href={href}
          prefetch={false}
          {...rowTarget}
          className="focus-inset block rounded-sm text-sm break-words text-ink after:absolute after:inset-0"
        >
          <VisibleText
            text={action ? action.title : stateFace('stopPoint', checkpoint?.stage ?? '').word}
          />
        </Link>
        <p className="text-xs break-words text-muted">
          {isMine ? 'You' : <VisibleText text={by.name} />} {DID[decision]} <RelativeTime at={at} />
          , after {durationWords(waitedMs)}; <VisibleText text={service} /> in{' '}
          <VisibleText text={environment} />
          {reason && (
            <>
              : “<VisibleText text={reason} />”
            </>
          )}
        </p>
      </div>
      <Outcome item={item} />
    </li>
  );
}

/** What became of what was decided; a version that was changed since says so. */
function Outcome({ item: { action, checkpoint } }: { item: DecidedItem }) {
  if (checkpoint) return <StateBadge noun="checkpoint" value={checkpoint.state} />;
  if (!action) return null;
  if (!action.isCurrent) return <StateBadge noun="action" value="superseded" />;
  if (action.verification && action.state === 'succeeded') {
    return <StateBadge noun="verification" value={action.verification} />;
  }
  return <StateBadge noun="action" value={action.state} />;
}
