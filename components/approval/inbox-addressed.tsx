import { AtSign, ArrowRightLeft } from 'lucide-react';
import Link from 'next/link';
import { rowTarget } from '@/components/shell/row-keys';
import { VisibleText } from '@/components/text/visible-text';
import { RelativeTime } from '@/components/time/relative-time';
import { StateBadge } from '@/components/ui/state-badge';
import type { AddressedItem } from '@/lib/inbox/schema';

/** The room at the note, or at the offer; opened by this, it is known to have been seen. */
function placeOf({ incident, investigationId, seq, noticeId }: AddressedItem): string {
  const query = new URLSearchParams({ notice: noticeId });
  if (investigationId && seq !== null) {
    query.set('run', investigationId);
    query.set('sel', `e:${seq}`);
  }
  return `/incidents/${encodeURIComponent(incident.id)}?${query.toString()}`;
}

/** Something that a person said to whoever reads: who, what, and about which incident. */
export function InboxAddressed({ item }: { item: AddressedItem }) {
  const { kind, by, text, incident, service, environment, at } = item;
  const isOffer = kind === 'handover';
  const Icon = isOffer ? ArrowRightLeft : AtSign;
  return (
    <li className="relative flex flex-col gap-1 px-4 py-3 hover:bg-hover">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
        <Icon aria-hidden size={13} />
        <span>
          <VisibleText text={by.name} /> {isOffer ? 'offers you command' : 'names you in a note'}
        </span>
        <StateBadge noun="severity" value={incident.severity} />
        <span>
          <VisibleText text={`${service}, ${environment}`} />
        </span>
        <RelativeTime at={at} className="ml-auto" />
      </div>
      <Link
        href={placeOf(item)}
        prefetch={false}
        {...rowTarget}
        className="rounded-sm text-sm font-medium break-words text-ink after:absolute after:inset-0 pointer-coarse:min-h-11"
      >
        <VisibleText text={incident.title} />
      </Link>
      <p className="line-clamp-3 text-sm break-words whitespace-pre-line text-muted">
        <VisibleText text={text} />
      </p>
    </li>
  );
}
