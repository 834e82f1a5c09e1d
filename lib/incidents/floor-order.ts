import type { FloorItem } from '@/lib/incidents/views';

type Ordered = Pick<
  FloorItem,
  'id' | 'severity' | 'openedAt' | 'waiting' | 'investigations' | 'clock'
>;

/** What waits on people: whatever is undecided in a recording is history and waits on nobody. */
export const waitingNow = ({
  waiting,
  investigations,
}: Pick<Ordered, 'waiting' | 'investigations'>) =>
  waiting.filter(
    ({ investigationId }) =>
      !investigations.some(({ id, clock }) => id === investigationId && clock === 'imported'),
  );

/** 0: waits on you; 1: waits on somebody; 2: waits on nobody. */
const claim = (item: Ordered): number => {
  const waiting = waitingNow(item);
  if (waiting.some(({ isYours }) => isYours)) return 0;
  return waiting.length > 0 ? 1 : 2;
};

const longest = (item: Ordered): string =>
  waitingNow(item)
    .map(({ since }) => since)
    .sort()[0] ?? item.openedAt;

/** What waits on you first, then the graver, then what has waited longest; recordings last. */
export function byUrgency(a: Ordered, b: Ordered): number {
  return (
    Number(a.clock === 'imported') - Number(b.clock === 'imported') ||
    claim(a) - claim(b) ||
    a.severity.localeCompare(b.severity) ||
    longest(a).localeCompare(longest(b)) ||
    a.id.localeCompare(b.id)
  );
}
