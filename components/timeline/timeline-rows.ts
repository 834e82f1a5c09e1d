import type { StoredEvent } from '@/lib/log/schema';
import { eventKey, type TimelineGroup } from './group-events';

/** What stands on one line of the list: a group, or one raw event of an unfolded group. */
export interface TimelineLine {
  id: string;
  group: TimelineGroup;
  /** Set on the raw events beneath an unfolded group. */
  event: StoredEvent | undefined;
  level: 1 | 2;
  isFoldable: boolean;
  isOpen: boolean;
  /** Place among its siblings, from 1, and how many those are. */
  place: number;
  siblings: number;
}

/** Lines of the visible groups in order, unfolded ones followed by their raw events. */
export function layLines(
  groups: readonly TimelineGroup[],
  open: ReadonlySet<string>,
): TimelineLine[] {
  const lines: TimelineLine[] = [];
  groups.forEach((group, index) => {
    const isFoldable = group.events.length > 1;
    const isOpen = isFoldable && open.has(group.key);
    lines.push({
      id: isFoldable || group.made ? group.key : eventKey(group.events[0]),
      group,
      event: undefined,
      level: 1,
      isFoldable,
      isOpen,
      place: index + 1,
      siblings: groups.length,
    });
    if (!isOpen) return;
    group.events.forEach((event, place) => {
      lines.push({
        id: eventKey(event),
        group,
        event,
        level: 2,
        isFoldable: false,
        isOpen: false,
        place: place + 1,
        siblings: group.events.length,
      });
    });
  });
  return lines;
}

/** The line a key press leads to, from the one selected; undefined stays where it is. */
export function stepLine(
  lines: readonly TimelineLine[],
  from: number,
  key: string,
): number | undefined {
  const last = lines.length - 1;
  if (last < 0) return undefined;
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return Math.min(last, from + 1);
    case 'k':
    case 'ArrowUp':
      return from < 0 ? last : Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return Math.min(last, from + 10);
    case 'PageUp':
      return Math.max(0, from - 10);
    default:
      return undefined;
  }
}

/** Where a line stands now; its id is another once a second event joins its row. -1 where it is not. */
export function placeOf(lines: readonly TimelineLine[], { id, group }: TimelineLine): number {
  const same = lines.findLastIndex((line) => line.id === id);
  return same >= 0 ? same : lines.findLastIndex(({ group: { key } }) => key === group.key);
}

/** How many lines came after one that was the last, though it may be filtered or let go of since. */
export function countAfter(lines: readonly TimelineLine[], last: TimelineLine): number {
  const place = placeOf(lines, last);
  if (place >= 0) return lines.length - 1 - place;
  const { recordedAt } = last.group.events.at(-1) ?? last.group.events[0];
  return lines.filter(({ group }) => group.events[0].recordedAt > recordedAt).length;
}
