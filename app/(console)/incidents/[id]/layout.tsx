import type { ReactNode } from 'react';
import { getIncident } from '@/lib/incidents/server/get-incident';
import { orNotFound } from '../../or-not-found';
import { pageContext } from '../../page-context';

interface RoomLayoutProps {
  children: ReactNode;
  params: Promise<{ id: string }>;
}

/**
 * Asks whether there is such an incident before anything is sent: once `loading.tsx` streams, the
 * answer is 200 whatever the page finds.
 */
export default async function RoomLayout({ children, params }: RoomLayoutProps) {
  const { id } = await params;
  await orNotFound(getIncident(await pageContext(), { id }));
  return children;
}
