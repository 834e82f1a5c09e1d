import type { Risk } from '@/lib/actions/schema';
import type { Severity } from '@/lib/incidents/schema';

interface Urgent {
  id: string;
  isMine: boolean;
  risk: Risk | null;
  expiresAt: string | null;
  incident: { severity: Severity };
}

const MINUTE = 60_000;
/** Within one of these, a minute more or less says less than what is at stake. */
const SPANS_MS = [5 * MINUTE, 15 * MINUTE, 60 * MINUTE];

const RISKS: Record<Risk, number> = { critical: 0, high: 1, medium: 2, low: 3 };
/** A stop point changes nothing by itself; what it lets go on is not known. */
const UNSTATED_RISK = RISKS.medium;

/** What no clock ends is over already in production, and nobody knows how: it comes first. */
function spanOf(expiresAt: string | null, now: number): number {
  if (expiresAt === null) return -1;
  const left = Date.parse(expiresAt) - now;
  const span = SPANS_MS.findIndex((each) => left < each);
  return span === -1 ? SPANS_MS.length : span;
}

/** Mine first; then by time left, roughly; then by risk, severity, and time left to the second. */
export function byUrgency<Item extends Urgent>(items: readonly Item[], now: number): Item[] {
  const rank = ({ isMine, risk, expiresAt, incident }: Item): number[] => [
    isMine ? 0 : 1,
    spanOf(expiresAt, now),
    risk === null ? UNSTATED_RISK : RISKS[risk],
    Number(incident.severity.slice(3)),
    expiresAt === null ? 0 : Date.parse(expiresAt),
  ];
  const ranks = new Map(items.map((item) => [item, rank(item)]));
  return items.toSorted((a, b) => {
    const [left = [], right = []] = [ranks.get(a), ranks.get(b)];
    const at = left.findIndex((each, i) => each !== right[i]);
    if (at === -1) return a.id.localeCompare(b.id);
    return (left[at] ?? 0) - (right[at] ?? 0);
  });
}
