'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import dynamic from 'next/dynamic';
import { type ReactNode, useEffect } from 'react';
import { sayError } from '@/components/action/say-error';
import { useSoon } from '@/components/action/use-soon';
import { Page, PageHeader } from '@/components/shell/page';
import { useRowKeys } from '@/components/shell/row-keys';
import { syncClock } from '@/components/time/clock';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import {
  actionsKey,
  actionsQuery,
  ANY,
  GOING,
  INBOX_LIMITS,
  OVER,
  type ActionPage,
} from '@/lib/actions/client';
import { inboxQuery } from '@/lib/inbox/client';
import type { InboxView as Waiting } from '@/lib/inbox/schema';
import { useLive } from '@/lib/live/client';
import { byJudged, byLatest } from './inbox-order';
import { InboxAddressed } from './inbox-addressed';
import { InboxRow } from './inbox-row';
import { InboxSection } from './inbox-section';
import { InboxWaiting } from './inbox-waiting';

// What is read after the list, and so is loaded after it.
const loading = () => <Skeleton className="h-40 w-full" />;
const InboxHistory = dynamic(() => import('./inbox-history'), { ssr: false, loading });
const InboxLoad = dynamic(() => import('./inbox-load'), { ssr: false, loading });

export interface InboxViewProps {
  initial: { waiting: Waiting; going: ActionPage; over: ActionPage; recorded: ActionPage };
  personId: string;
  /** Under the heading: reviews that are due. */
  children: ReactNode;
}

const gatherMs = 250;
const CONCERNS =
  /^(action|checkpoint|command|directive|freeze|grant|execution|note|notice|verification)\./;

/**
 * First what nobody knows the outcome of, which no clock will settle; what waits on me, by urgency,
 * and then on others; then what a signature set going, what is over, what was decided by whom, and at
 * the very end what recordings proposed.
 */
export function InboxView({ initial, personId, children }: InboxViewProps) {
  const queries = useQueryClient();
  const waiting = useQuery({ ...inboxQuery, initialData: initial.waiting });
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
    for (const queryKey of [actionsKey, inboxQuery.queryKey, ['decisions']]) {
      void queries.invalidateQueries({ queryKey });
    }
  }, gatherMs);
  useLive({
    onChange: ({ kind }) => {
      if (CONCERNS.test(kind)) refresh();
    },
    onResumed: refresh,
  });
  const { now } = waiting.data;
  useEffect(() => syncClock(now), [now]);
  const holder = useRowKeys<HTMLDivElement>('item');
  const silent = waiting.data.items.filter(({ kind }) => kind === 'settlement');
  const undecided = waiting.data.items.filter(({ kind }) => kind !== 'settlement');
  const mine = undecided.filter(({ isMine }) => isMine);
  const others = undecided.filter(({ isMine }) => !isMine);
  const moving = going.data.items.filter(({ state }) => state !== 'indeterminate');
  const failed = [waiting, going, over, recorded].find((query) => query.isError);
  const ended = byLatest(over.data.items);
  const told = byJudged(recorded.data.items);
  return (
    <Page>
      <PageHeader
        title="Approvals"
        lead={sayWaiting(undecided.length, mine.length, silent.length)}
      />
      {children}
      {failed && (
        <Notice tone="bad" title="This list may be out of date" announced="status">
          {sayError(failed.error)} It keeps trying.
        </Notice>
      )}
      <div ref={holder} className="flex flex-col gap-6">
        <InboxSection
          title="Nobody knows how it ended"
          note="Look at the target, and settle it."
          count={silent.length}
        >
          {silent.map((item) => (
            <InboxWaiting key={item.id} item={item} />
          ))}
        </InboxSection>
        <InboxSection title="Said to you" count={waiting.data.addressed.length}>
          {waiting.data.addressed.map((item) => (
            <InboxAddressed key={item.key} item={item} />
          ))}
        </InboxSection>
        {mine.length === 0 && (
          <div className="rounded-lg border border-line bg-surface">
            <EmptyState icon={Inbox} level={2} title="Nothing waits on you">
              {others.length > 0
                ? 'What is below waits on others.'
                : 'What you may decide appears here by itself, the most urgent first.'}
            </EmptyState>
          </div>
        )}
        <InboxSection title="Waiting for a decision of yours" count={mine.length}>
          {mine.map((item) => (
            <InboxWaiting key={item.id} item={item} />
          ))}
        </InboxSection>
        <InboxSection title="Waiting on others" count={others.length}>
          {others.map((item) => (
            <InboxWaiting key={item.id} item={item} />
          ))}
        </InboxSection>
        {waiting.data.isCut && (
          <Notice tone="waiting" title="More waits than this list holds">
            What runs out first is in it; decide some, and the rest follows.
          </Notice>
        )}
        <InboxSection title="Under way" count={moving.length}>
          {byLatest(moving).map((item) => (
            <InboxRow key={item.id} item={item} />
          ))}
        </InboxSection>
        <InboxSection title="Over lately" count={ended.length}>
          {ended.map((item) => (
            <InboxRow key={item.id} item={item} />
          ))}
        </InboxSection>
        <InboxHistory personId={personId} />
        <InboxLoad />
        <InboxSection
          title="From recordings"
          note="Deciding these changes nothing."
          count={told.length}
        >
          {told.map((item) => (
            <InboxRow key={item.id} item={item} />
          ))}
        </InboxSection>
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
