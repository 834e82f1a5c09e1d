import type { ReactNode } from 'react';
import { readAgent } from './read-agent';

interface AgentLayoutProps {
  children: ReactNode;
  params: Promise<{ id: string }>;
}

/**
 * Reads the agent before anything is sent: once `loading.tsx` streams, the answer is 200 whatever
 * the page finds.
 */
export default async function AgentLayout({ children, params }: AgentLayoutProps) {
  await readAgent((await params).id);
  return children;
}
