import type { Channel } from '@/lib/notices/schema';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** How long to wait after each attempt; past the last it has failed. Half an hour in all. */
const DELAYS_MS = [5 * SECOND, 15 * SECOND, MINUTE, 3 * MINUTE, 10 * MINUTE, 15 * MINUTE] as const;

/** The longest that a receiver may put us off: whoever is to be woken sleeps meanwhile. */
const MOST_PUT_OFF_MS = 5 * MINUTE;

/** @param attempts made so far. Undefined: no further one. */
export function nextDelayMs(attempts: number, retryAfterMs: number | null): number | undefined {
  const delay = DELAYS_MS[attempts - 1];
  if (delay === undefined) return undefined;
  return Math.max(delay, Math.min(retryAfterMs ?? 0, MOST_PUT_OFF_MS));
}

/** The receiver is there no more, and says so (RFC 8030, section 7.3; Standard Webhooks). */
export const isGone = (channel: Channel, status: number): boolean =>
  status === 410 || (channel === 'push' && status === 404);

/** What saying the same again cannot mend: a push service refuses the message or our key. */
export const isFinal = (channel: Channel, status: number): boolean =>
  isGone(channel, status) || (channel === 'push' && [400, 401, 403, 413].includes(status));

export const isTaken = (status: number): boolean => status >= 200 && status < 300;
