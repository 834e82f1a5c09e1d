import 'server-only';
import { z } from 'zod';
import type { AgentActor, ExecutorActor } from '@/lib/access/actor';
import { db } from '@/lib/db/client';
import { Unauthenticated } from '@/lib/errors';
import { hashSecret } from './secrets';

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
  /** Itself first, then its ancestors, nearest first. */
  branch: z.array(z.object({ id: z.string(), status: z.string(), isExpired: z.boolean() })),
});

const SHAPE = /^csk_[A-Za-z0-9_-]{20,100}$/;

const refuse = (): Unauthenticated => new Unauthenticated('This key is not known, or was revoked.');

/**
 * The agent or executor whose key this is. It and all its ancestors must be active and unexpired
 * by the database's clock: what ends an agent ends its whole branch.
 * @throws Unauthenticated
 */
export async function findMachine(key: string): Promise<AgentActor | ExecutorActor> {
  if (!SHAPE.test(key)) throw refuse();
  const rows = await db().$queryRaw<unknown[]>`
    WITH RECURSIVE mine AS (
      SELECT k."id" AS "keyId", a.* FROM agent_key k JOIN agent a ON a."id" = k."agentId"
      WHERE k."keyHash" = ${hashSecret(key)} AND k."revokedAt" IS NULL
    ), branch AS (
      SELECT "id", "parentId", "status", "expiresAt", 0 AS depth FROM mine
      UNION ALL
      SELECT a."id", a."parentId", a."status", a."expiresAt", b.depth + 1
      FROM agent a JOIN branch b ON a."id" = b."parentId" WHERE b.depth < 32
    )
    SELECT "keyId", "id", "name", "kind", "ownerId", "scope", (
      SELECT json_agg(json_build_object(
        'id', b."id", 'status', b."status", 'isExpired', b."expiresAt" <= clock_timestamp()
      ) ORDER BY b.depth) FROM branch b
    ) AS branch FROM mine`;
  const [row] = rows;
  if (!row) throw refuse();
  const found = foundSchema.parse(row);
  for (const { status, isExpired } of found.branch) {
    if (status !== 'active') throw new Unauthenticated(`The agent of this key is ${status}.`);
    if (isExpired) throw new Unauthenticated('The agent of this key has expired.');
  }
  const { kind, branch, ...rest } = found;
  if (kind === 'executor') return { type: 'executor', ...rest };
  return { type: 'agent', ...rest, lineage: branch.slice(1).map(({ id }) => id) };
}
