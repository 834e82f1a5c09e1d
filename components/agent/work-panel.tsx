'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { sayError } from '@/components/action/say-error';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { LoadMore } from '@/components/ui/load-more';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Loading } from '@/components/ui/skeleton';
import { StateBadge } from '@/components/ui/state-badge';
import { agentWork } from '@/lib/agents/client';

/** The investigations that it led or wrote to, each a way into its room. */
export function WorkPanel({ agentId }: { agentId: string }) {
  const pages = useInfiniteQuery(agentWork(agentId));
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel title="Investigations" flush>
      {pages.isPending && <Loading label="Reading its investigations" rows={3} />}
      {pages.isError && (
        <Notice tone="bad" bar title="These could not be read" announced="status">
          {sayError(pages.error)}
        </Notice>
      )}
      {pages.isSuccess && items.length === 0 && (
        <p className="px-4 py-3 text-sm text-muted">It has not worked on an incident yet.</p>
      )}
      {items.length > 0 && (
        <ul aria-label="Investigations" className="divide-y divide-line">
          {items.map(({ id, incidentId, title, service, status, startedAt, isLed, clock }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
              <Link
                href={`/incidents/${incidentId}`}
                prefetch={false}
                className="inline-flex min-h-6 min-w-0 items-center break-words underline underline-offset-2 pointer-coarse:min-h-11"
              >
                <VisibleText text={title} />
              </Link>
              <StateBadge noun="investigation" value={status} />
              {!isLed && <Badge>As a sub-agent</Badge>}
              {clock === 'imported' && <Badge>Recording</Badge>}
              <span className="text-xs text-muted">
                <VisibleText text={service} />, <RelativeTime at={startedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <LoadMore pages={pages} size="sm" className="border-t border-line px-4 py-2" />
    </Panel>
  );
}
