'use client';

import { clsx } from 'clsx';
import { Hand, Hourglass } from 'lucide-react';
import Link from 'next/link';
import { useClock } from '@/components/time/clock';
import { shortAge } from '@/components/time/format-time';
import { RelativeTime } from '@/components/time/relative-time';
import type { WaitingItem } from '@/lib/investigations/views';
import { askOf, placeOf, whoseOf } from './floor-rows';

export interface FloorWaitProps {
  incidentId: string;
  wait: WaitingItem;
  /** How many more things wait here. */
  others: number;
  /** On one line where there is room for one. */
  isDense: boolean;
}

/** What waits on a person, for how long, and the way there; loud where that person is you. */
export function FloorWait({ incidentId, wait, others, isDense }: FloorWaitProps) {
  const Icon = wait.isYours ? Hand : Hourglass;
  return (
    <Link
      href={placeOf(incidentId, wait)}
      prefetch={false}
      className={clsx(
        'relative z-10 flex items-center gap-2 rounded-md border px-2.5 text-sm pointer-coarse:min-h-11',
        isDense ? 'min-h-7 py-0.5' : 'min-h-9 py-1',
        wait.isYours
          ? 'border-transparent bg-waiting-solid font-medium text-on-waiting hover:brightness-95'
          : 'border-waiting-line bg-waiting-tint text-waiting hover:border-waiting',
      )}
    >
      <Icon aria-hidden size={15} strokeWidth={2.25} className="shrink-0" />
      <span className="min-w-0 flex-1 leading-tight">
        <span className="flex justify-between gap-2">
          <span className="truncate">{askOf(wait)}</span>
          <RelativeTime at={wait.since} look="short" className="shrink-0 whitespace-nowrap" />
        </span>
        <span
          className={clsx('block truncate text-xs font-normal', isDense && 'lg:sr-only')}
          title={whoseOf(wait)}
        >
          {whoseOf(wait)}
          {wait.expiresAt !== null && <TimeLeft expiresAt={wait.expiresAt} />}
          {others > 0 && `, ${others} more`}
        </span>
      </span>
    </Link>
  );
}

/** What the server will do at the end is its own affair; until then, how long there is. */
function TimeLeft({ expiresAt }: { expiresAt: string }) {
  const end = Date.parse(expiresAt);
  const left = useClock((now) => (now >= end ? '' : shortAge(end - now)));
  return left === '' ? ', time is up' : `, ${left} left`;
}
