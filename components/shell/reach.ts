import type { LiveStatus } from './live-status';

/**
 * Whether what is shown can be taken for the present, and if not, since what: the browser lost its
 * network, the server does not answer, the line has gone silent, or the server refuses for good.
 */
export type Reach = 'here' | 'network' | 'server' | 'silence' | 'refused';

/** Two heartbeats of 15 s, and some. */
export const STALE_MS = 35_000;
/** A server that restarts behind a balancer is back sooner: nobody need be told. */
const GRACE_MS = 3000;

/**
 * Pure. A browser that believes itself offline is believed until something arrives all the same, as
 * it does from a server on the same machine.
 * @param offlineAt since when the browser says that it has no network; undefined while it has one
 * @param now the same clock as the status is told by; ms since 1970
 */
export function reachOf(
  { state, lastAt, lostAt, refusal }: LiveStatus,
  offlineAt: number | undefined,
  now: number,
): Reach {
  if (refusal !== undefined) return 'refused';
  const hasArrivedSince = (at: number) => lastAt !== undefined && lastAt > at;
  if (offlineAt !== undefined && !hasArrivedSince(offlineAt)) return 'network';
  if (state === 'live') return lastAt !== undefined && now - lastAt > STALE_MS ? 'silence' : 'here';
  return lostAt !== undefined && now - lostAt >= GRACE_MS ? 'server' : 'here';
}
