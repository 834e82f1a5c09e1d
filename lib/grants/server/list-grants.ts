import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { type Ctx, isExecutor } from '@/lib/access/actor';
import { grantsTopic } from '@/lib/actions/server/topics';
import { db } from '@/lib/db/client';
import { Forbidden } from '@/lib/errors';
import { grantProjection } from '@/lib/grants/fold';
import type { GrantRow } from '@/lib/grants/schema';
import { grantToken } from '@/lib/grants/server/grant-token';
import { log } from '@/lib/logger';
import { columnsOf, parseRows } from '@/lib/log/rows';
import { waitUntil } from '@/lib/log/wait';

/** More than any executor keeps up with; the rest follow when these are redeemed. */
const MOST = 200;

export interface HandedGrant {
  id: string;
  token: string;
  actionId: string;
  version: number;
  digest: string;
  expiresAt: string;
}

async function handOut(grant: GrantRow): Promise<HandedGrant[]> {
  const token = await grantToken(grant);
  if (token === undefined) {
    log().error({ grant: grant.id, keyId: grant.keyId }, 'the key that signs this grant is gone');
    return [];
  }
  const { id, actionId, version, digest, expiresAt } = grant;
  return [{ id, token, actionId, version, digest, expiresAt }];
}

/** The unredeemed grants of an executor, oldest first; waits for one where there is none. */
export async function listGrants(
  ctx: Ctx,
  { waitS }: { waitS: number },
): Promise<{ items: HandedGrant[]; nextCursor: null }> {
  const { actor } = ctx;
  if (!isExecutor(actor)) throw new Forbidden('Only an executor can read grants.');
  const look = async () => {
    const rows = await db().$queryRaw<object[]>`
      SELECT ${Prisma.raw(columnsOf(grantProjection))} FROM "grant" WHERE "executorId" = ${actor.id} AND "state" = 'minted'
        AND "expiresAt" > clock_timestamp()
      ORDER BY "issuedAt", "id" LIMIT ${MOST}`;
    return parseRows(grantProjection, rows);
  };
  const topic = grantsTopic(actor.id);
  const grants = await waitUntil(ctx, topic, waitS, look, (seen) => seen.length > 0);
  return { items: (await Promise.all(grants.map(handOut))).flat(), nextCursor: null };
}
