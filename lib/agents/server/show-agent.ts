import 'server-only';
import { agentProjection } from '@/lib/agents/fold';
import type { AgentOut, AgentRow } from '@/lib/agents/schema';
import type { Prisma } from '@/lib/db/generated/client';
import { NotFound } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';

/** The agents as the API shows them, in the order given. */
export async function showAgents(
  client: Pick<Prisma.TransactionClient, 'person'>,
  rows: AgentRow[],
  now: Date,
): Promise<AgentOut[]> {
  const ownerIds = [...new Set(rows.map((row) => row.ownerId))];
  const owners = await client.person.findMany({
    where: { id: { in: ownerIds } },
    select: { id: true, name: true },
  });
  const names = new Map(owners.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    ...row,
    ownerName: names.get(row.ownerId) ?? row.ownerId,
    isExpired: Date.parse(row.expiresAt) <= now.getTime(),
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
