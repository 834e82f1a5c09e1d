import 'server-only';
import { agentProjection } from '@/lib/agents/fold';
import { identityProjection } from '@/lib/agents/fold-identity';
import type { AgentRow } from '@/lib/agents/schema';
import type { AgentOut } from '@/lib/agents/schema-views';
import { ancestorsOf, heldBy } from '@/lib/agents/server/ancestors';
import { ownersById } from '@/lib/agents/server/owners';
import type { Prisma } from '@/lib/db/generated/client';
import { NotFound } from '@/lib/errors';
import { parseRows } from '@/lib/log/rows';
import type { Tx } from '@/lib/log/write';

type Client = Pick<
  Prisma.TransactionClient,
  'person' | 'agentKey' | 'workloadIdentity' | '$queryRaw'
>;

/** The agents as the API shows them, in the order given. */
export async function showAgents(client: Client, rows: AgentRow[], now: Date): Promise<AgentOut[]> {
  if (rows.length === 0) return [];
  const agentId = { in: rows.map(({ id }) => id) };
  // One after the other: inside a transaction there is one connection.
  const owners = await ownersById(
    client,
    rows.map(({ ownerId }) => ownerId),
  );
  const parentIds = rows.flatMap(({ parentId }) => parentId ?? []);
  const ancestors = await ancestorsOf(client, parentIds);
  const uses = await client.agentKey.findMany({
    where: { agentId, lastUsedAt: { not: null } },
    select: { id: true, lastUsedAt: true },
  });
  const lastUse = new Map(uses.map(({ id, lastUsedAt }) => [id, lastUsedAt]));
  const identities = parseRows(
    identityProjection,
    await client.workloadIdentity.findMany({ where: { agentId }, orderBy: { id: 'asc' } }),
  );
  return rows.map((row) => ({
    ...row,
    parentName: ancestors.get(row.parentId ?? '')?.name ?? null,
    heldBy: heldBy(ancestors, row.parentId),
    ...(owners.get(row.ownerId) ?? {
      ownerName: row.ownerId,
      ownerStatus: 'unknown' as const,
      ownerlessUntil: null,
    }),
    isExpired: Date.parse(row.expiresAt) <= now.getTime(),
    keys: row.keys.map((key) => ({
      ...key,
      lastUsedAt: lastUse.get(key.id)?.toISOString() ?? null,
    })),
    identities: identities.filter((identity) => identity.agentId === row.id),
  }));
}

/** An agent held for change until the transaction ends. @throws NotFound */
export async function holdAgent(tx: Tx, id: string): Promise<{ row: AgentRow; now: Date }> {
  // Another stream's name must not be taken for an agent, and none is made for a wrong id.
  const known = await tx.db.agent.findUnique({ where: { id }, select: { id: true } });
  if (!known) throw new NotFound('This agent');
  const { now } = await tx.lock(id);
  const row = await tx.row(agentProjection, id);
  if (!row) throw new NotFound('This agent');
  return { row, now };
}

/** One agent as this transaction has left it. */
export async function agentNow(tx: Tx, id: string, now: Date): Promise<AgentOut> {
  const row = await tx.row(agentProjection, id);
  const [shown] = row ? await showAgents(tx.db, [row], now) : [];
  if (!shown) throw new NotFound('This agent');
  return shown;
}
