import type { ReactNode } from 'react';
import { demandActionSeen } from '@/lib/actions/server/get-action';
import { orNotFound } from '../../or-not-found';
import { pageContext } from '../../page-context';

interface DecisionLayoutProps {
  children: ReactNode;
  params: Promise<{ id: string }>;
}

/**
 * Asks whether there is such an action before anything is sent: once `loading.tsx` streams, the
 * answer is 200 whatever the page finds.
 */
export default async function DecisionLayout({ children, params }: DecisionLayoutProps) {
  const { id } = await params;
  await orNotFound(demandActionSeen(await pageContext(), { actionId: id }));
  return children;
}
