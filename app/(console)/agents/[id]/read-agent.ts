import 'server-only';
import { cache } from 'react';
import { getAgent } from '@/lib/agents/server/list-agents';
import { orNotFound } from '../../or-not-found';
import { pageContext } from '../../page-context';

/** The agent of the address, read once for layout, title and page. */
export const readAgent = cache(async (agentId: string) => {
  const ctx = await pageContext();
  return { ctx, agent: await orNotFound(getAgent(ctx, { agentId })) };
});
