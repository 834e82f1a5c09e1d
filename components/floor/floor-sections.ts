import { waitingNow } from '@/lib/incidents/floor-order';
import { groupBy } from '@/lib/incidents/group-by';
import type { MergeOffer } from '@/lib/incidents/schema-merge';
import type { FloorItem } from '@/lib/incidents/views';

/** By what the floor can be parted, as it stands in the address. */
export const groupings = ['waiting', 'outage', 'service', 'severity'] as const;
export type Grouping = (typeof groupings)[number];

export type FloorGroup = 'yours' | 'others' | 'moving' | 'recordings';

const groups: { key: FloorGroup; title: string }[] = [
  { key: 'yours', title: 'Waiting on you' },
  { key: 'others', title: 'Waiting on somebody else' },
  { key: 'moving', title: 'Waiting on nobody' },
  { key: 'recordings', title: 'Recordings' },
];

export interface FloorSection {
  key: string;
  title: string;
  items: FloorItem[];
}

export function groupOf(item: Pick<FloorItem, 'waiting' | 'investigations' | 'clock'>): FloorGroup {
  if (item.clock === 'imported') return 'recordings';
  const waiting = waitingNow(item);
  if (waiting.some(({ isYours }) => isYours)) return 'yours';
  return waiting.length > 0 ? 'others' : 'moving';
}

const isFull = ({ items }: FloorSection): boolean => items.length > 0;

const byWaiting = (items: FloorItem[]): FloorSection[] => {
  const parted = groupBy(items, groupOf);
  return groups.map(({ key, title }) => ({ key, title, items: parted.get(key) ?? [] }));
};

/** Parts in the order of their first rows, which are the most urgent; recordings stay apart. */
function byField(items: FloorItem[], keyOf: (item: FloorItem) => string): FloorSection[] {
  const parted = groupBy(items, (item) => (item.clock === 'imported' ? '' : keyOf(item)));
  return [...parted].map(([key, own]) =>
    key === ''
      ? { key: 'recordings', title: 'Recordings', items: own }
      : { key, title: key, items: own },
  );
}

/** What may be one outage together, and then the rest as ever. */
function byOutage(items: FloorItem[], offers: readonly MergeOffer[]): FloorSection[] {
  const offerOf = new Map(
    offers.flatMap((offer) => offer.incidents.map(({ id }) => [id, offer] as const)),
  );
  const parted = groupBy(items, ({ id }) => offerOf.get(id));
  const offered = offers.map((offer) => ({
    key: offer.survivorId,
    title: `Perhaps one: ${offer.why}`,
    items: parted.get(offer) ?? [],
  }));
  const alone = { key: 'alone', title: 'By themselves', items: parted.get(undefined) ?? [] };
  return [...offered, alone];
}

/** The floor in its parts, each in the order it came in; empty parts are left out. Pure. */
export function floorSections(
  items: FloorItem[],
  by: Grouping = 'waiting',
  offers: readonly MergeOffer[] = [],
): FloorSection[] {
  switch (by) {
    case 'waiting':
      return byWaiting(items).filter(isFull);
    case 'outage':
      return byOutage(items, offers).filter(isFull);
    case 'service':
      return byField(items, ({ service }) => service).filter(isFull);
    case 'severity':
      return byField(items, ({ severity }) => severity.replace('sev', 'SEV '))
        .filter(isFull)
        .sort(
          (a, b) =>
            Number(a.key === 'recordings') - Number(b.key === 'recordings') ||
            a.key.localeCompare(b.key),
        );
  }
}

export interface HeldFloor {
  sections: FloorSection[];
  /** Drawn, and no longer on the floor: their rows stay, so that nothing slips away under a press. */
  gone: ReadonlySet<string>;
  /** On the floor, and not drawn yet. */
  arrived: FloorItem[];
}

/**
 * What to draw while somebody reads: every row keeps its place and only what it says changes.
 * Newcomers wait until they are asked for. Pure.
 */
export function heldFloor(drawn: FloorSection[], items: FloorItem[]): HeldFloor {
  const fresh = new Map(items.map((item) => [item.id, item]));
  const rows = drawn.flatMap((section) => section.items);
  const known = new Set(rows.map(({ id }) => id));
  return {
    sections: drawn.map((section) => ({
      ...section,
      items: section.items.map((item) => fresh.get(item.id) ?? item),
    })),
    gone: new Set([...known].filter((id) => !fresh.has(id))),
    arrived: items.filter(({ id }) => !known.has(id)),
  };
}
