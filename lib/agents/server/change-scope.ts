import 'server-only';
import { excess, type Scope } from '@/lib/access/scope';
import { agentProjection } from '@/lib/agents/fold';
import { narrowBranch } from '@/lib/agents/rules-scope';
import type { AgentRow } from '@/lib/agents/schema';
import { branchBelow } from '@/lib/agents/server/branch-below';
import { seizeStanding } from '@/lib/agents/server/standing-lock';
import { Conflict, Forbidden } from '@/lib/errors';
import type { Tx } from '@/lib/log/write';

async function demandWithinParent(tx: Tx, row: AgentRow, scope: Scope): Promise<void> {
  const parent = row.parentId ? await tx.row(agentProjection, row.parentId) : undefined;
  const exceeding = parent ? excess(scope, parent.scope) : [];
  if (!parent || exceeding.length === 0) return;
  const axes = exceeding.map(({ axis }) => axis).join(', ');
  const detail = `${row.name} would have more than ${parent.name}, which made it (${axes}). Nothing was changed.`;
  throw new Forbidden(detail, 'scope-exceeds-parent');
}

async function liveBelow(tx: Tx, id: string, now: Date): Promise<AgentRow[]> {
  const rows: AgentRow[] = [];
  for (const each of await branchBelow(tx.db, id)) {
    if (each === id) continue;
    await tx.lock(each);
    const row = await tx.row(agentProjection, each);
    const isOver = !row || row.status === 'revoked' || Date.parse(row.expiresAt) <= now.getTime();
    if (!isOver) rows.push(row);
  }
  return rows;
}

/**
 * Gives an agent another scope, and narrows all that descends from it with the same commit. The
 * caller holds the tree and the agent.
 * @throws Forbidden `scope-exceeds-parent`; Conflict `would-empty-sub-agent`
 */
export async function changeScope(
  tx: Tx,
  row: AgentRow,
  { scope, reason, now }: { scope: Scope; reason: string; now: Date },
): Promise<void> {
  await demandWithinParent(tx, row, scope);
  // Whoever was being delegated is there from here on, or will be refused for the narrower scope.
  await seizeStanding(tx, row.id);
  await tx.append(row.id, [{ kind: 'agent.scope_changed', payload: { scope, reason } }]);
  const { changes, emptied } = narrowBranch(
    { id: row.id, scope },
    await liveBelow(tx, row.id, now),
  );
  if (emptied.length > 0) {
    throw new Conflict(
      'would-empty-sub-agent',
      `This would leave ${emptied.slice(0, 5).join(', ')} with nothing. Revoke what is not needed first. Nothing was changed.`,
      { emptied: emptied.slice(0, 50) },
    );
  }
  for (const change of changes) {
    await seizeStanding(tx, change.id);
    const payload = { scope: change.scope, reason: `Narrowed with ${row.name}: ${reason}` };
    await tx.append(change.id, [{ kind: 'agent.scope_changed', payload }]);
  }
}
