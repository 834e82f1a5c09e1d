import type { Metadata } from 'next';
import { FreezeView } from '@/components/freeze/freeze-view';
import { getFreeze } from '@/lib/freeze/server/get-freeze';
import { orNotFound } from '../../or-not-found';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Freeze' };

export default async function FreezePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await pageContext();
  const freeze = await orNotFound(getFreeze(ctx, id));
  return <FreezeView key={id} initial={freeze} />;
}
