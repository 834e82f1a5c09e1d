import type { Metadata } from 'next';
import { AgentPage } from '@/components/agent/agent-page';
import { env } from '@/lib/env';
import { plainLine } from '@/lib/text/plain-line';
import { readAgent } from './read-agent';

interface AgentProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: AgentProps): Promise<Metadata> {
  const { agent } = await readAgent((await params).id);
  return { title: plainLine(agent.name) };
}

export default async function AgentRoute({ params }: AgentProps) {
  const { ctx, agent } = await readAgent((await params).id);
  const { id, name, email, roles } = ctx.actor;
  const issuers = env().WORKLOAD_ISSUERS.map(({ issuer, audiences }) => ({ issuer, audiences }));
  return <AgentPage initial={agent} person={{ id, name, email, roles }} issuers={issuers} />;
}
