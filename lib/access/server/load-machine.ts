import 'server-only';
import { z } from 'zod';
import type { AgentActor, ExecutorActor } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { Unauthenticated } from '@/lib/errors';

const foundSchema = z.object({
  keyId: z.string(),
  id: z.string(),
  name: z.string(),
  kind: z.enum(['agent', 'executor']),
  ownerId: z.string(),
  scope: z.object({
    sources: z.array(z.string()),
    tools: z.array(z.string()).optional(),
    services: z.array(z.string()),
    environments: z.array(z.string()),
    verbs: z.array(z.string()),
    maxDepth: z.number().optional(),
  }),
  /** Whether a minute has passed since its credential's last use was noted. */
  isUseStale: z.boolean(),
  /** Itself first, then its ancestors, nearest first. */
  branch: z.array(z.object({ id: z.string(), status: z.string(), isExpired: z.boolean() })),
});

/** What a machine proves itself by: a key's hash, or the id of a key or a workload identity. */
export type Proof = { keyHash: string } | { keyId: string } | { identityId: string };

const HOLDING_KEY = Prisma.sql`
  SELECT k."id" AS "keyId", a.*,
    coalesce(k."lastUsedAt" < clock_timestamp() - interval '1 minute', true) AS "isUseStale"
  FROM agent_key k JOIN agent a ON a."id" = k."agentId"
  WHERE k."revokedAt" IS NULL AND coalesce(k."expiresAt" > clock_timestamp(), true)`;

const provedBy = (proof: Proof): Prisma.Sql => {
  if ('keyHash' in proof) return Prisma.sql`${HOLDING_KEY} AND k."keyHash" = ${proof.keyHash}`;
  if ('keyId' in proof) return Prisma.sql`${HOLDING_KEY} AND k."id" = ${proof.keyId}`;
  return Prisma.sql`
    SELECT w."id" AS "keyId", a.*, false AS "isUseStale"
    FROM workload_identity w JOIN agent a ON a."id" = w."agentId"
    WHERE w."removedAt" IS NULL AND w."id" = ${proof.identityId}`;
};

/**
 * The agent or executor that a proof stands for; undefined where the proof holds no more. It and
 * all its ancestors must be active and unexpired by the database's clock: what ends an agent ends
 * its whole branch.
 * @throws Unauthenticated where the agent or an ancestor of it may not act
 */
export async function loadMachine(
  proof: Proof,
): Promise<{ machine: AgentActor | ExecutorActor; isUseStale: boolean } | undefined> {
  const [row] = await db().$queryRaw<unknown[]>`
    WITH RECURSIVE mine AS (${provedBy(proof)}), branch AS (
      SELECT "id", "parentId", "status", "expiresAt", 0 AS depth FROM mine
      UNION ALL
      SELECT a."id", a."parentId", a."status", a."expiresAt", b.depth + 1
      FROM agent a JOIN branch b ON a."id" = b."parentId" WHERE b.depth < 32
    )
    SELECT "keyId", "id", "name", "kind", "ownerId", "scope", "isUseStale", (
      SELECT json_agg(json_build_object(
        'id', b."id", 'status', b."status", 'isExpired', b."expiresAt" <= clock_timestamp()
      ) ORDER BY b.depth) FROM branch b
    ) AS branch FROM mine`;
  if (!row) return undefined;
  const { kind, branch, isUseStale, ...rest } = foundSchema.parse(row);
  for (const { status, isExpired } of branch) {
    if (status !== 'active') throw new Unauthenticated(`The agent of this key is ${status}.`);
    if (isExpired) throw new Unauthenticated('The agent of this key has expired.');
  }
  const lineage = branch.slice(1).map(({ id }) => id);
  const machine: AgentActor | ExecutorActor =
    kind === 'executor' ? { type: 'executor', ...rest } : { type: 'agent', ...rest, lineage };
  return { machine, isUseStale };
}
