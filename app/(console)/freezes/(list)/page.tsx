import type { Metadata } from 'next';
import { FREEZE_PAGE_SIZE } from '@/components/freeze/freeze-queries';
import { FreezesView } from '@/components/freeze/freezes-view';
import { listFreezes } from '@/lib/freeze/server/list-freezes';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Freezes' };

export default async function FreezesPage() {
  const ctx = await pageContext();
  return <FreezesView initial={await listFreezes(ctx, { limit: FREEZE_PAGE_SIZE })} />;
}
