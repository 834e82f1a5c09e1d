import { factsOf } from '@/components/incident/run-facts';
import type { RoomState } from '@/lib/live/room-state';
import { counted, listed } from './change-line';

/** How much of what matters happened in a room after an instant. */
export interface News {
  claims: number;
  stops: number;
  actions: number;
  people: number;
}

/** By the rows that a browser holds, so that nothing is asked for. Recordings bring no news. Pure. */
export function newsSince({ runs, incidentEvents }: RoomState, at: string): News {
  const news: News = { claims: 0, stops: 0, actions: 0, people: 0 };
  const isLater = (instant: string | null): boolean => instant !== null && instant > at;
  for (const run of runs) {
    const facts = factsOf(run);
    if (!facts || facts.row.clock === 'imported') continue;
    const { hypotheses, checkpoints, actions, directives } = facts;
    news.claims += hypotheses.filter(({ history }) =>
      isLater(history.at(-1)?.recordedAt ?? null),
    ).length;
    news.stops += checkpoints.filter(
      ({ requestedAt, decidedAt }) => isLater(requestedAt) || isLater(decidedAt),
    ).length;
    news.actions += actions.filter(({ updatedAt }) => isLater(updatedAt)).length;
    news.people += directives.filter(
      ({ kind, givenAt }) => kind !== 'return' && isLater(givenAt),
    ).length;
  }
  news.people += incidentEvents.filter(
    ({ actor, recordedAt }) => actor.type === 'person' && isLater(recordedAt),
  ).length;
  return news;
}

/** "2 claims and 1 stop point changed"; empty where nothing that matters did. */
export function newsWords({ claims, stops, actions, people }: News): string {
  const parts = [
    stops > 0 && counted(stops, 'stop point'),
    actions > 0 && counted(actions, 'action'),
    claims > 0 && counted(claims, 'claim'),
    people > 0 && counted(people, 'thing people did', 'things people did'),
  ].filter((part) => part !== false);
  return parts.length === 0 ? '' : `New: ${listed(parts)}`;
}
