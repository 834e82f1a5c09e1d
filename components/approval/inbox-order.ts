import { isApprover } from '@/lib/actions/eligibility';
import type { HeldRole } from '@/lib/access/schema';
import type { ActionSummary } from '@/lib/actions/output';
import type { Risk } from '@/lib/actions/schema';

type Pending = Pick<ActionSummary, 'id' | 'risk' | 'expiresAt'>;

const weight: Record<Risk, number> = { critical: 0, high: 1, medium: 2, low: 3 };

/** Mine first, then what runs out first, then the riskier. */
export function byUrgency<Item extends Pending>(
  items: Item[],
  isMine: (item: Item) => boolean,
): Item[] {
  return items.toSorted(
    (a, b) =>
      Number(isMine(b)) - Number(isMine(a)) ||
      a.expiresAt.localeCompare(b.expiresAt) ||
      weight[a.risk] - weight[b.risk] ||
      a.id.localeCompare(b.id),
  );
}

/** What ended, the latest first. */
export const byLatest = <Item extends Pick<ActionSummary, 'id' | 'updatedAt'>>(
  items: Item[],
): Item[] =>
  items.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt) || a.id.localeCompare(b.id));

/** As much of a person as tells what they may decide. */
export interface Decider {
  id: string;
  roles: HeldRole[];
}

/**
 * Whether an action waits for this person: their role fits, and they have not signed it yet. What
 * was proposed in a recording waits for nobody, though it may be judged.
 */
export const mayDecide = (
  person: Decider,
  item: Pick<
    ActionSummary,
    'clock' | 'state' | 'target' | 'requirements' | 'decisions' | 'version' | 'proposedAt'
  >,
): boolean =>
  item.clock === 'live' &&
  item.state === 'pending_approval' &&
  isApprover(
    { status: 'active', roles: person.roles },
    { service: item.target.service, proposedAt: item.proposedAt },
    item.requirements,
  ) &&
  !item.decisions.some(({ by, version }) => by.id === person.id && version === item.version);

/** Recorded ones: those that nobody has judged yet before the others, each the latest first. */
export const byJudged = <Item extends Pick<ActionSummary, 'id' | 'state' | 'updatedAt'>>(
  items: Item[],
): Item[] =>
  byLatest(items).toSorted(
    (a, b) => Number(b.state === 'pending_approval') - Number(a.state === 'pending_approval'),
  );
