import { foremostWait } from '@/components/floor/floor-rows';
import { waitingNow } from '@/lib/incidents/floor-order';
import type { FloorItem } from '@/lib/incidents/views';
import type { WaitingItem } from '@/lib/investigations/views';

/** What a wall says is awaited: nobody in front of it is asked, so it is never "you". */
export function wallWait(item: Pick<FloorItem, 'waiting' | 'investigations'>) {
  const waiting = waitingNow(item).map((each): WaitingItem => ({ ...each, isYours: false }));
  return { wait: foremostWait(waiting), others: Math.max(0, waiting.length - 1) };
}

const sinceOf = (item: FloorItem): string => wallWait(item).wait?.since ?? item.openedAt;

/** What waits on people first, then the graver, then what has waited longest. Recordings are no news. */
export function wallOrder(items: readonly FloorItem[]): FloorItem[] {
  const waits = (item: FloorItem): number => (wallWait(item).wait ? 0 : 1);
  return items
    .filter(({ clock }) => clock === 'live')
    .toSorted(
      (a, b) =>
        waits(a) - waits(b) ||
        a.severity.localeCompare(b.severity) ||
        sinceOf(a).localeCompare(sinceOf(b)) ||
        a.id.localeCompare(b.id),
    );
}

export interface WallPages<Item> {
  /** The most urgent, on every page. */
  pinned: Item[];
  /** The rest, a page at a time; one empty page where there is no rest. */
  pages: Item[][];
}

/**
 * Incidents by pages of as many as fit. Where they take several, the most urgent stay in view, on at
 * most half of the rows, so that turning a page never hides what matters most. Pure.
 * @param urgent how many of the first ones are urgent
 */
export function wallPages<Item>(
  items: readonly Item[],
  fits: number,
  urgent: number,
): WallPages<Item> {
  if (items.length <= fits) return { pinned: [], pages: [[...items]] };
  const kept = Math.min(urgent, Math.floor(fits / 2));
  const each = Math.max(1, fits - kept);
  const rest = items.slice(kept);
  const count = Math.ceil(rest.length / each);
  return {
    pinned: items.slice(0, kept),
    pages: Array.from({ length: count }, (_, page) => rest.slice(page * each, (page + 1) * each)),
  };
}

/** How long a connection may be silent before a wall cries out, in ms: two heartbeats, and some. */
export const STALE_MS = 35_000;
/** A page that has just been opened is given this long to connect, in ms. */
export const CONNECT_MS = 10_000;

/**
 * For how long what is shown may have been untrue, in ms; 0 while it is live.
 * @param lastAt when anything last arrived, or the page was made
 */
export function staleMs(
  { state, lastAt }: { state: string; lastAt: number },
  isReadable: boolean,
  now: number,
): number {
  const silent = now - lastAt;
  if (state === 'live' && isReadable) return silent > STALE_MS ? silent : 0;
  return silent > CONNECT_MS || !isReadable ? Math.max(1, silent) : 0;
}
