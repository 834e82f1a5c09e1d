import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { FreezeView } from '@/components/freeze/freeze-view';
import { NotFound } from '@/lib/errors';
import { getFreeze } from '@/lib/freeze/server/get-freeze';
import { pageContext } from '../../page-context';

export const metadata: Metadata = { title: 'Freeze' };

export default async function FreezePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await pageContext();
  const freeze = await getFreeze(ctx, id).catch((error: unknown) => {
    if (error instanceof NotFound) notFound();
    throw error;
  });
  return <FreezeView key={id} initial={freeze} />;
}
