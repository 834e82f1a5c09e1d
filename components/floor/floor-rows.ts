import { roomHref } from '@/components/action/room-href';
import { ENDED_SHORT } from '@/components/incident/ended-words';
import { waitingNow } from '@/lib/incidents/floor-order';
import type { FloorItem } from '@/lib/incidents/views';
import type { FloorInvestigation, WaitingItem } from '@/lib/investigations/views';
import { groupOf } from './floor-sections';

/** Minutes that a row's spark line looks back. */
export const sparkMinutes = 30;

const isOver = ({ status }: FloorInvestigation): boolean =>
  status === 'concluded' || status === 'stopped' || status === 'failed';

/** The run that a row speaks of: one still going on before one that is over, then the newest. */
export function leadingRun(investigations: FloorInvestigation[]): FloorInvestigation | undefined {
  return investigations.toSorted(
    (a, b) =>
      Number(isOver(a)) - Number(isOver(b)) ||
      b.lastEventAt.localeCompare(a.lastEventAt) ||
      a.id.localeCompare(b.id),
  )[0];
}

/** What a row says is awaited: mine before others', then what has waited longest. */
export function foremostWait(waiting: WaitingItem[]): WaitingItem | undefined {
  return waiting.toSorted(
    (a, b) =>
      Number(b.isYours) - Number(a.isYours) ||
      a.since.localeCompare(b.since) ||
      a.id.localeCompare(b.id),
  )[0];
}

/** What a person is asked for, as on the buttons that answer it. */
export function askOf({ kind, stage }: Pick<WaitingItem, 'kind' | 'stage'>): string {
  if (kind === 'action') return 'Approve or reject';
  if (kind === 'outcome') return 'Settle how it ended';
  if (kind === 'pause') return 'Resume or stop';
  if (kind === 'takeover') return 'No fix in sight';
  switch (stage) {
    case 'commitment':
      return 'Settle on a cause';
    case 'drift':
      return 'Off track: what now?';
    case 'budget':
      return 'Budget used up: what now?';
    default:
      return 'Review the evidence';
  }
}

/** On whom it waits and, of what an agent left behind, how it left it. */
export function whoseOf(wait: Pick<WaitingItem, 'kind' | 'isYours' | 'ended'>): string {
  const { kind, isYours, ended } = wait;
  if (kind === 'takeover') {
    const who = isYours ? 'Waits on you' : 'Waits on the commander';
    return ended === null ? who : `${who}, ${ENDED_SHORT[ended]}`;
  }
  if (isYours) return 'Waits on you';
  if (kind === 'action') return 'Waits on an approver';
  return kind === 'outcome' ? 'Waits on somebody to look' : 'Waits on a commander';
}

/** Where the answer is given. */
export function placeOf(incidentId: string, wait: WaitingItem): string {
  switch (wait.kind) {
    case 'action':
    case 'outcome':
      return `/approvals/${encodeURIComponent(wait.id)}`;
    case 'pause':
    case 'takeover':
      return roomHref(incidentId, wait.investigationId);
    case 'checkpoint':
      return roomHref(incidentId, wait.investigationId, `chk:${wait.id}`);
  }
}

/** Events a minute over the last half hour, oldest first, of all runs together. */
export function sparkOf(
  investigations: Pick<FloorInvestigation, 'activity'>[],
  nowMinute: number,
): number[] {
  const values = Array.from({ length: sparkMinutes }, () => 0);
  for (const { activity } of investigations) {
    for (const [minute, count] of activity) {
      const place = minute - (nowMinute - sparkMinutes + 1);
      const before = values[place];
      if (before !== undefined) values[place] = before + count;
    }
  }
  return values;
}

/** "92 %", whole; what was not stated stays unstated. */
export const percentOf = (confidence: number | null): string | undefined =>
  confidence === null ? undefined : `${Math.round(confidence * 100)} %`;

export interface FloorFilter {
  words: string;
  severities: readonly string[];
  /** Only what waits on whoever looks. */
  isMine: boolean;
}

/** Those of these severities, waiting on the asker where that is asked, in which every word occurs. */
export function filtered(items: FloorItem[], filter: FloorFilter): FloorItem[] {
  const { words, severities, isMine } = filter;
  const chosen = items.filter(
    (item) =>
      (severities.length === 0 || severities.includes(item.severity)) &&
      (!isMine || groupOf(item) === 'yours'),
  );
  return matching(chosen, words);
}

/** Those in which every word occurs: in title, service, environment, severity, commander or claim. */
export function matching(items: FloorItem[], words: string): FloorItem[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (asked.length === 0) return items;
  return items.filter((item) => {
    const { title, service, environment, severity, commanderName, investigations } = item;
    const claims = investigations.map(({ leader }) => leader?.statement);
    const text = [title, service, environment, severity, commanderName, ...claims]
      .join('\n')
      .toLowerCase();
    return asked.every((word) => text.includes(word));
  });
}

/** The page's one line: how many, how many wait; recordings wait on nobody. */
export function sayFloor(items: FloorItem[], isCut: boolean): string {
  const live = items.filter((item) => item.clock === 'live');
  const recorded = items.length - live.length;
  const stands = sayLive(live, isCut && recorded === 0);
  if (recorded === 0) return stands;
  const more = isCut ? ' or more' : '';
  return `${stands}; ${recorded}${more} ${recorded === 1 ? 'recording' : 'recordings'}`;
}

function sayLive(items: FloorItem[], isCut: boolean): string {
  const count = `${items.length}${isCut ? ' or more' : ''} live`;
  const waits = items.filter((item) => waitingNow(item).length > 0).length;
  const yours = items.filter((item) => groupOf(item) === 'yours').length;
  if (waits === 0) return `${count}, none waiting on a person`;
  const others = waits === 1 ? '1 waits on a person' : `${waits} wait on a person`;
  return yours === 0 ? `${count}, ${others}` : `${count}, ${others}, ${yours} of them on you`;
}
