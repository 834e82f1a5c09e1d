import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AgentPage } from '@/components/agent/agent-page';
import { getAgent } from '@/lib/agents/server/list-agents';
import { env } from '@/lib/env';
import { NotFound } from '@/lib/errors';
import { plainLine } from '@/lib/text/plain-line';
import { pageContext } from '../../page-context';

interface AgentProps {
  params: Promise<{ id: string }>;
}

const read = cache(async (id: string) => {
  const ctx = await pageContext();
  try {
    return { ctx, agent: await getAgent(ctx, { agentId: id }) };
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: AgentProps): Promise<Metadata> {
  const { id } = await params;
  return { title: plainLine((await read(id)).agent.name) };
}

export default async function AgentRoute({ params }: AgentProps) {
  const { id: agentId } = await params;
  const { ctx, agent } = await read(agentId);
  const { id, name, email, roles } = ctx.actor;
  const issuers = env().WORKLOAD_ISSUERS.map(({ issuer, audiences }) => ({ issuer, audiences }));
  return <AgentPage initial={agent} person={{ id, name, email, roles }} issuers={issuers} />;
}
