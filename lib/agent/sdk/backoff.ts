import { setTimeout as delay } from 'node:timers/promises';

export interface RetryPolicy {
  /** Tries in all, the first included. */
  attempts: number;
  /** The first pause; each further one may be twice as long. */
  baseMs: number;
  maxMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = { attempts: 7, baseMs: 200, maxMs: 10_000 };

/** A pause before try `attempt + 1`: exponential with full jitter, so that clients spread out. */
export function backoffMs(policy: RetryPolicy, attempt: number, random: number): number {
  const ceiling = Math.min(policy.maxMs, policy.baseMs * 2 ** attempt);
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

/** `Retry-After` in milliseconds, from seconds or an HTTP date; undefined where absent or odd. */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds) && seconds >= 0) return Math.min(seconds * 1000, 60_000);
  const instant = Date.parse(header);
  return Number.isNaN(instant) ? undefined : Math.min(Math.max(0, instant - nowMs), 60_000);
}

/** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await delay(ms, undefined, signal ? { signal } : {});
}
