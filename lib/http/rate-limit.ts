import 'server-only';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { TooMany, Unavailable } from '@/lib/errors';
import { log } from '@/lib/logger';

const LIMITS = {
  /** Mutating calls of one identity: wide enough for a hundred at once, and for a busy agent. */
  write: { points: 1000, duration: 10 },
  'sign-in-email': { points: 10, duration: 60 },
  /** Attempts at changing one's own password: who holds a session may not guess it. */
  'own-password': { points: 10, duration: 60 },
  'sign-in-address': { points: 60, duration: 60 },
} as const;

export type Limit = keyof typeof LIMITS;

const rowsOf = (rows: unknown): Record<string, unknown>[] =>
  Array.isArray(rows)
    ? rows.map((row: object) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [
            name,
            typeof value === 'bigint' ? Number(value) : value,
          ]),
        ),
      )
    : [];

/** What the limiter knows as a `pg` client, over the one pool that this process holds. */
const store = {
  query: async ({ text, values = [] }: { text: string; values?: unknown[] }) => ({
    rows: rowsOf(await db().$queryRawUnsafe(text, ...values)),
  }),
};

const limiters = new Map<Limit, RateLimiterPostgres>();

const limiterOf = (limit: Limit): RateLimiterPostgres => {
  const made =
    limiters.get(limit) ??
    new RateLimiterPostgres({
      ...LIMITS[limit],
      storeClient: store,
      storeType: 'client',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: limit,
      // Past the limit this process says no by itself: a flood must not reach the database.
      inMemoryBlockOnConsumed: LIMITS[limit].points + 1,
    });
  limiters.set(limit, made);
  return made;
};

/**
 * Counts one call against a limit that all replicas share.
 * @throws TooMany past the limit; Unavailable when the count cannot be kept: never open.
 */
export async function countCall(limit: Limit, who: string): Promise<void> {
  try {
    // The key column holds 255 characters, prefix included.
    await limiterOf(limit).consume(who.slice(0, 200));
  } catch (error) {
    if (error instanceof RateLimiterRes) {
      throw new TooMany(Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
    }
    log().error({ err: error, limit }, 'a call could not be counted');
    throw new Unavailable();
  }
}

/** Takes a call back: only failed sign-ins are to count. A lost refund only means less room. */
export async function uncountCall(limit: Limit, who: string): Promise<void> {
  await limiterOf(limit).reward(who.slice(0, 200));
}

/** Who the call is counted against: the identity, or where nobody is known, the address. */
export const identityOf = (actor: Actor | undefined, request: Request): string =>
  actor && actor.type !== 'system' ? `${actor.type}:${actor.id}` : `address:${addressOf(request)}`;

/**
 * The nearest address that the request came by: the last of `X-Forwarded-For`, which the proxy in
 * front of us, or Next itself, has set.
 */
export const addressOf = (request: Request): string =>
  request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
