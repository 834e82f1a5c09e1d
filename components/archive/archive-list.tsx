'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { rowTarget, useRowKeys } from '@/components/shell/row-keys';
import { VisibleText } from '@/components/text/visible-text';
import { durationWords } from '@/components/time/format-time';
import { RelativeTime } from '@/components/time/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import type { IncidentItem } from '@/lib/incidents/views';
import { sayClass } from './archive-form';

export interface ArchiveListProps {
  items: IncidentItem[];
  /** What is shown fits the filters of a moment ago. */
  isStale: boolean;
}

/** Incidents, newest first; each opens its room, read-only once it is closed. */
export function ArchiveList({ items, isStale }: ArchiveListProps) {
  const holder = useRowKeys<HTMLUListElement>('incident');
  return (
    <ul
      ref={holder}
      aria-busy={isStale}
      aria-label="Incidents found"
      className={clsx(
        'divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface',
        isStale && 'opacity-60',
      )}
    >
      {items.map((item) => (
        <Row key={item.id} item={item} />
      ))}
    </ul>
  );
}

function Row({ item }: { item: IncidentItem }) {
  const lastedMs = item.endedAt ? Date.parse(item.endedAt) - Date.parse(item.startedAt) : undefined;
  return (
    <li
      className={clsx(
        '[contain-intrinsic-size:auto_4rem] [content-visibility:auto]',
        'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-hover',
        'lg:grid-cols-[4.25rem_minmax(0,1fr)_7rem_8rem_8rem_6rem_6rem] lg:items-center',
      )}
    >
      <StateBadge noun="severity" value={item.severity} className="justify-self-start" />
      <RelativeTime
        at={item.openedAt}
        className="text-right text-sm whitespace-nowrap text-muted lg:order-last"
      />
      <div className="col-span-2 min-w-0 lg:col-span-1">
        <Link
          href={`/incidents/${encodeURIComponent(item.id)}`}
          prefetch={false}
          {...rowTarget}
          className="focus-inset block rounded-sm font-medium break-words text-ink after:absolute after:inset-0 lg:truncate"
        >
          <VisibleText text={item.title} />
        </Link>
        <p className="truncate text-sm text-muted">
          <VisibleText text={item.service} />
          {item.environment !== 'production' && (
            <>
              {' '}
              in <VisibleText text={item.environment} />
            </>
          )}
          {item.mergedInto && ', merged into another'}
        </p>
      </div>
      <StateBadge noun="incident" value={item.status} look="plain" />
      <span className="truncate text-right text-sm text-muted lg:text-left">
        <span className="sr-only">Class: </span>
        {item.outageClass ? sayClass(item.outageClass) : 'No class'}
      </span>
      <span className="truncate text-sm text-muted">
        <span className="sr-only">Commander: </span>
        {item.commanderName === null ? (
          <span className="text-faint">No commander</span>
        ) : (
          <VisibleText text={item.commanderName} />
        )}
      </span>
      <span className="hidden text-sm text-muted lg:block">
        {lastedMs === undefined ? (
          <span className="text-faint">Not over</span>
        ) : (
          <>
            <span className="sr-only">Lasted </span>
            {durationWords(Math.floor(lastedMs / 1000) * 1000)}
          </>
        )}
      </span>
    </li>
  );
}
