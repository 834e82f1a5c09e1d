import { SERVICES, type ServiceName } from '../site/layout';
import type { AlertState } from './rule';

export interface GroupMember {
  startsAt: string;
  /** Null while firing. */
  endsAt: string | null;
}

export interface AlertGroup {
  members: ReadonlyMap<ServiceName, GroupMember>;
  /** When the group last went out; null before it ever did. */
  postedMs: number | null;
}

export const EMPTY_GROUP: AlertGroup = { members: new Map(), postedMs: null };

const REPEAT_MS = 15_000;

/**
 * The group after one look at the rules, and whether to post it: when an alert joins or resolves,
 * and again every 15 s while any fires. An alert that fires joins only where it is not inhibited;
 * once in, it stays until it resolves, and leaves after that was told.
 */
export function updateGroup(
  group: AlertGroup,
  states: Readonly<Record<ServiceName, AlertState>>,
  maySpeak: ReadonlySet<ServiceName>,
  nowMs: number,
): { group: AlertGroup; isDue: boolean } {
  const members = new Map<ServiceName, GroupMember>();
  let hasNews = false;
  for (const service of SERVICES) {
    const state = states[service];
    const known = group.members.get(service);
    const isNew = known?.endsAt !== null; // not in the group, or in it as resolved
    if (state.phase === 'firing' && (!isNew || maySpeak.has(service))) {
      const startsAt = isNew ? new Date(state.startedMs).toISOString() : known.startsAt;
      members.set(service, { startsAt, endsAt: null });
      hasNews ||= isNew;
    } else if (known && !isNew) {
      const isOver = state.phase === 'inactive';
      members.set(service, isOver ? { ...known, endsAt: new Date(nowMs).toISOString() } : known);
      hasNews ||= isOver;
    }
  }
  const isRepeat =
    members.size > 0 && group.postedMs !== null && nowMs - group.postedMs >= REPEAT_MS;
  const isDue = hasNews || isRepeat;
  return { group: { members, postedMs: isDue ? nowMs : group.postedMs }, isDue };
}
