import { clsx } from 'clsx';
import Link from 'next/link';
import { rowTarget } from '@/components/shell/row-keys';
import { VisibleText } from '@/components/text/visible-text';
import { Countdown } from '@/components/time/countdown';
import { RelativeTime } from '@/components/time/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import { stateFace } from '@/components/ui/states';
import type { InboxItem } from '@/lib/inbox/schema';
import { InboxRow } from './inbox-row';
import { InboxWhom } from './inbox-whom';

/** One thing that waits: an action by its own row, a stop point by one of the same make. */
export function InboxWaiting({ item }: { item: InboxItem }) {
  const foot = <InboxWhom item={item} />;
  if (item.action) return <InboxRow item={item.action} isMine={item.isMine} foot={foot} />;
  const { stage, isMine, incident, service, environment, expiresAt, since } = item;
  return (
    <li
      className={clsx(
        'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover',
        'md:grid-cols-[9.5rem_minmax(0,1fr)_auto] md:items-start',
        isMine && 'shadow-[inset_3px_0_0_var(--waiting-fill)]',
      )}
    >
      <span className="order-first md:order-none">
        <StateBadge
          noun="checkpoint"
          value="waiting"
          look={isMine ? 'solid' : 'tint'}
          {...(isMine ? { word: 'Your decision' } : {})}
        />
      </span>
      <span className="text-right text-sm whitespace-nowrap text-muted md:order-last">
        {expiresAt && <Countdown expiresAt={expiresAt} label="Time to decide" />}
      </span>
      <div className="col-span-2 min-w-0 md:col-span-1">
        <Link
          href={`/incidents/${encodeURIComponent(incident.id)}`}
          prefetch={false}
          {...rowTarget}
          className="focus-inset block rounded-sm break-words text-ink after:absolute after:inset-0"
        >
          {stateFace('stopPoint', stage ?? 'evidence').word}: <VisibleText text={service} /> in{' '}
          <VisibleText text={environment} />
        </Link>
        <p className="text-sm break-words text-muted">
          <VisibleText text={incident.title} />
          <span aria-hidden> · </span>
          stopped <RelativeTime at={since} />
        </p>
        <p className="mt-1">
          <StateBadge noun="severity" value={incident.severity} />
        </p>
        {foot}
      </div>
    </li>
  );
}
