import type { FloorItem } from '@/lib/incidents/views';

type Ordered = Pick<FloorItem, 'id' | 'severity' | 'openedAt' | 'waiting'>;

/** 0: waits on you; 1: waits on somebody; 2: waits on nobody. */
const claim = ({ waiting }: Ordered): number => {
  if (waiting.some(({ isYours }) => isYours)) return 0;
  return waiting.length > 0 ? 1 : 2;
};

const longest = ({ waiting, openedAt }: Ordered): string =>
  waiting.map(({ since }) => since).sort()[0] ?? openedAt;

/** What waits on you first, then the graver, then what has waited longest. */
export function byUrgency(a: Ordered, b: Ordered): number {
  return (
    claim(a) - claim(b) ||
    a.severity.localeCompare(b.severity) ||
    longest(a).localeCompare(longest(b)) ||
    a.id.localeCompare(b.id)
  );
}
