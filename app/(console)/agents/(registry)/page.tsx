import type { Metadata } from 'next';
import { AgentsView } from '@/components/agent/agents-view';
import { TREE_PAGE_SIZE } from '@/lib/agents/client';
import { listTrees } from '@/lib/agents/server/list-trees';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Agents' };

export default async function AgentsPage() {
  const ctx = await pageContext();
  const initial = await listTrees(ctx, { q: '', ended: false, limit: TREE_PAGE_SIZE });
  const { id, name, email, roles } = ctx.actor;
  return <AgentsView initial={initial} person={{ id, name, email, roles }} />;
}
