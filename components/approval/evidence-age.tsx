'use client';

import { useClock } from '@/components/time/clock';
import { shortAge } from '@/components/time/format-time';
import type { ShownEvidence } from '@/lib/actions/decision-view';

/** Production moves on: what was observed longer ago than this is said to be old. */
const oldMs = 60 * 60 * 1000;

/** How long ago an item was observed, or read where nobody stated what it observed. Blocks nothing. */
export function EvidenceAge({
  item: { observedTo, recordedAt },
}: {
  item: Pick<ShownEvidence, 'observedTo' | 'recordedAt'>;
}) {
  const at = new Date(observedTo ?? recordedAt).getTime();
  const age = useClock((now) => shortAge(now - at));
  const isOld = useClock((now) => now - at > oldMs);
  const word = observedTo ? 'observed' : 'read';
  return (
    <span className={isOld ? 'text-waiting' : undefined}>
      {age === 'now' ? `${word} just now` : `${word} ${age} ago`}
      {isOld && ', old'}
    </span>
  );
}
