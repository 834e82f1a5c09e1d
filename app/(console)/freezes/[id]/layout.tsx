import type { ReactNode } from 'react';
import { getFreeze } from '@/lib/freeze/server/get-freeze';
import { orNotFound } from '../../or-not-found';
import { pageContext } from '../../page-context';

interface FreezeLayoutProps {
  children: ReactNode;
  params: Promise<{ id: string }>;
}

/**
 * Asks whether there is such a freeze before anything is sent: once `loading.tsx` streams, the
 * answer is 200 whatever the page finds.
 */
export default async function FreezeLayout({ children, params }: FreezeLayoutProps) {
  await orNotFound(getFreeze(await pageContext(), (await params).id));
  return children;
}
