'use client';

import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Snowflake } from 'lucide-react';
import Link from 'next/link';
import { sayError } from '@/components/action/say-error';
import { useSoon } from '@/components/action/use-soon';
import { Page, PageHeader } from '@/components/shell/page';
import { rowTarget, useRowKeys } from '@/components/shell/row-keys';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { Notice } from '@/components/ui/notice';
import { StateBadge } from '@/components/ui/state-badge';
import type { FreezeOut, FreezePage } from '@/lib/freeze/output';
import { useLive } from '@/lib/live/client';
import { freezePages } from './freeze-queries';
import { frozenName } from './freeze-words';

const gatherMs = 250;

/** Every freeze there was: who stopped what, why, and which two people lifted it. */
export function FreezesView({ initial }: { initial: FreezePage }) {
  const queries = useQueryClient();
  const pages = useInfiniteQuery({
    ...freezePages,
    initialData: { pages: [initial], pageParams: [''] },
  });
  const refresh = useSoon(() => {
    void queries.invalidateQueries({ queryKey: freezePages.queryKey });
  }, gatherMs);
  useLive({ onChange: ({ kind }) => kind.startsWith('freeze.') && refresh(), onResumed: refresh });
  const list = useRowKeys<HTMLUListElement>('freeze');
  const items = pages.data.pages.flatMap((page) => page.items);
  return (
    <Page>
      <PageHeader
        title="Freezes"
        lead="Who stopped everything, or one service, why, and which two people lifted it."
      />
      {pages.isError && (
        <Notice tone="bad" title="This list may be out of date" announced="status">
          {sayError(pages.error)}
        </Notice>
      )}
      {items.length === 0 ? (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState icon={Snowflake} level={2} title="Nothing was ever frozen">
            Commanders and admins find the control in the frame of every page.
          </EmptyState>
        </div>
      ) : (
        <ul
          ref={list}
          aria-label="Freezes, newest first"
          className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface"
        >
          {items.map((freeze) => (
            <Row key={freeze.id} freeze={freeze} />
          ))}
        </ul>
      )}
      <LoadMore pages={pages} />
    </Page>
  );
}

function Row({ freeze }: { freeze: FreezeOut }) {
  const { id, service, state, setBy, setAt, reason, liftRequest, agreedBy } = freeze;
  return (
    <li className="relative flex flex-col gap-1 px-4 py-3 text-sm hover:bg-hover">
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateBadge noun="freeze" value={state} />
        <Link
          href={`/freezes/${encodeURIComponent(id)}`}
          prefetch={false}
          {...rowTarget}
          className="focus-inset rounded-sm font-medium break-words text-ink after:absolute after:inset-0"
        >
          <VisibleText text={frozenName(service)} />
        </Link>
        <span className="text-muted">
          by <VisibleText text={setBy.name} /> <RelativeTime at={setAt} />
        </span>
      </span>
      <span className="line-clamp-2 break-words text-muted">
        <VisibleText text={reason} />
      </span>
      {agreedBy && liftRequest && (
        <span className="text-xs text-muted">
          Lifted by <VisibleText text={`${liftRequest.by.name} and ${agreedBy.name}`} />
        </span>
      )}
    </li>
  );
}
