import { depthOf, meet, type Scope, within } from '@/lib/access/scope';
import { handedOn } from '@/lib/agents/rules';
import type { AgentRow } from '@/lib/agents/schema';

type Branch = Pick<AgentRow, 'id' | 'name' | 'parentId' | 'scope'>;

/**
 * What a new scope of one agent makes of all that descends from it, so that no child exceeds its
 * parent for a moment: each keeps what it has in common with what its parent can still hand on.
 * @param descendants parents before their children
 * @returns the new scopes, and the names of those who would be left with nothing
 */
export function narrowBranch(
  top: { id: string; scope: Scope },
  descendants: Branch[],
): { changes: { id: string; scope: Scope }[]; emptied: string[] } {
  const scopes = new Map([[top.id, top.scope]]);
  const changes: { id: string; scope: Scope }[] = [];
  const emptied: string[] = [];
  for (const { id, name, parentId, scope } of descendants) {
    const parent = scopes.get(parentId ?? '');
    if (!parent) continue;
    const most = handedOn(parent);
    const kept =
      depthOf(parent) === 0 ? undefined : within(scope, most) ? scope : meet(scope, most);
    if (!kept) {
      emptied.push(name);
      continue;
    }
    scopes.set(id, kept);
    if (kept !== scope) changes.push({ id, scope: kept });
  }
  return { changes, emptied };
}
