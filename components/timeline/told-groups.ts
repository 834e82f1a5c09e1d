import { BellOff, BellRing } from 'lucide-react';
import type { ActionRow } from '@/lib/actions/schema';
import { eventFrom } from '@/lib/live/room-state';
import type { NoticeOut } from '@/lib/notices/schema';
import type { EventFace } from './event-face';
import type { MadeWords, TimelineGroup } from './group-events';
import { toldEventClaim, toldLine } from './told-words';

const face = (isReached: boolean, tone: EventFace['tone']): EventFace => ({
  icon: isReached ? BellRing : BellOff,
  word: 'Told',
  tone,
});

const FACES: Record<string, EventFace> = {
  'notice.sent': face(true, 'quiet'),
  'notice.delivered': { ...face(true, 'quiet'), word: 'Taken' },
  'notice.failed': { ...face(false, 'bad'), word: 'Not taken' },
  'notice.moot': { ...face(false, 'quiet'), word: 'Not needed' },
  'notice.opened': { ...face(true, 'good'), word: 'Opened' },
};

/** A row for each notice, in the order in which people were first told; its events beneath it. */
export function toldGroups(
  notices: readonly NoticeOut[],
  actions: readonly ActionRow[],
): TimelineGroup[] {
  const inOrder = notices.toSorted((a, b) => a.toldAt.localeCompare(b.toldAt));
  return inOrder.flatMap((notice): TimelineGroup[] => {
    const [first, ...rest] = (notice.events ?? []).map((wire) => eventFrom(notice.id, wire));
    if (!first) return [];
    const events: TimelineGroup['events'] = [first, ...rest];
    const title = actions.find(({ id }) => id === notice.actionId)?.title;
    const { claim, tone } = toldLine(notice, title);
    const words = (event: (typeof events)[number]): MadeWords => ({
      face: FACES[event.kind] ?? face(true, 'quiet'),
      claim: toldEventClaim(event, notice),
    });
    return [
      {
        key: `ntc:${notice.id}`,
        topics: ['told'],
        events,
        made: {
          face: face(tone !== 'bad' && tone !== 'waiting', tone),
          claim,
          events: events.map(words),
        },
      },
    ];
  });
}
