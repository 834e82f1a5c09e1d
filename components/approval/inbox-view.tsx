'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { sayError } from '@/components/action/say-error';
import { useSoon } from '@/components/action/use-soon';
import { Page, PageHeader } from '@/components/shell/page';
import { useRowKeys } from '@/components/shell/row-keys';
import { syncClock } from '@/components/time/clock';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import {
  actionsKey,
  actionsQuery,
  ANY,
  GOING,
  INBOX_LIMITS,
  OVER,
  PENDING,
  type ActionPage,
} from '@/lib/actions/client';
import { useLive } from '@/lib/live/client';
import { InboxSection } from './inbox-section';
import { byJudged, byLatest, byUrgency, mayDecide, type Decider } from './inbox-order';

export interface InboxViewProps {
  initial: { pending: ActionPage; going: ActionPage; over: ActionPage; recorded: ActionPage };
  /** Who looks, and under which roles. */
  person: Decider;
}

const gatherMs = 250;

/**
 * First what nobody knows the outcome of, which no clock will settle; what waits for a signature,
 * mine first; then what a signature set going; then what is over; and at the very end what
 * recordings proposed.
 */
export function InboxView({ initial, person }: InboxViewProps) {
  const queries = useQueryClient();
  const pending = useQuery({
    ...actionsQuery(PENDING, INBOX_LIMITS.pending),
    initialData: initial.pending,
  });
  const going = useQuery({
    ...actionsQuery(GOING, INBOX_LIMITS.going),
    initialData: initial.going,
  });
  const over = useQuery({ ...actionsQuery(OVER, INBOX_LIMITS.over), initialData: initial.over });
  const recorded = useQuery({
    ...actionsQuery(ANY, INBOX_LIMITS.recorded, 'imported'),
    initialData: initial.recorded,
  });
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: actionsKey });
  }, gatherMs);
  useLive({
    onChange: ({ kind }) => {
      if (/^(action|grant|execution|verification)\./.test(kind)) refresh();
    },
    onResumed: refresh,
  });
  const latest = byLatest([...going.data.items, ...over.data.items, ...recorded.data.items])[0]
    ?.updatedAt;
  useEffect(() => {
    if (latest) syncClock(latest);
  }, [latest]);
  const holder = useRowKeys<HTMLDivElement>('action');
  const waiting = useMemo(
    () => byUrgency(pending.data.items, (item) => mayDecide(person, item)),
    [pending.data, person],
  );
  const mine = waiting.filter((item) => mayDecide(person, item)).length;
  const silent = going.data.items.filter(({ state }) => state === 'indeterminate');
  const moving = going.data.items.filter(({ state }) => state !== 'indeterminate');
  const failed = [pending, going, over, recorded].find((query) => query.isError);
  return (
    <Page>
      <PageHeader title="Approvals" lead={sayWaiting(waiting.length, mine, silent.length)} />
      {failed && (
        <Notice tone="bad" title="This list may be out of date" announced="status">
          {sayError(failed.error)} It keeps trying.
        </Notice>
      )}
      <div ref={holder} className="flex flex-col gap-6">
        <InboxSection
          title="Nobody knows how it ended"
          note="Look at the target, and settle it."
          items={byLatest(silent)}
          person={person}
        />
        {waiting.length === 0 ? (
          <div className="rounded-lg border border-line bg-surface">
            <EmptyState icon={Inbox} level={2} title="Nothing waits for a signature">
              When an agent proposes a change, it appears here by itself, with the time left to
              decide.
            </EmptyState>
          </div>
        ) : (
          <InboxSection title="Waiting for a decision" items={waiting} person={person} />
        )}
        <InboxSection title="Under way" items={byLatest(moving)} person={person} />
        <InboxSection title="Over lately" items={byLatest(over.data.items)} person={person} />
        <InboxSection
          title="From recordings"
          note="Deciding these changes nothing."
          items={byJudged(recorded.data.items)}
          person={person}
        />
      </div>
    </Page>
  );
}

function sayWaiting(count: number, mine: number, silent: number): string {
  const waits = sayDecisions(count, mine);
  if (silent === 0) return waits;
  const unknown = silent === 1 ? '1 outcome is unknown' : `${silent} outcomes are unknown`;
  return count === 0 ? `${unknown}; no decision waits` : `${unknown}; ${waits}`;
}

function sayDecisions(count: number, mine: number): string {
  if (count === 0) return 'Nothing waits';
  const waits = count === 1 ? '1 waits' : `${count} wait`;
  if (mine === count) return `${waits} for a decision of yours`;
  return mine === 0 ? `${waits}, none of them for you` : `${waits}, ${mine} of them for you`;
}
