import type { Metadata } from 'next';
import { ErasedView, StoredView } from '@/components/approval/stored-view';
import { StayLive } from '@/components/shell/stay-live';
import { anyDecisionView } from '@/lib/actions/decision-view';
import { getAction } from '@/lib/actions/server/get-action';
import { readView } from '@/lib/actions/server/read-view';
import { DomainError } from '@/lib/errors';
import { orNotFound } from '../../../../or-not-found';
import { pageContext } from '../../../../page-context';

export const metadata: Metadata = { title: 'As it was shown' };

interface Props {
  params: Promise<{ id: string; digest: string }>;
}

const orErased = (error: unknown): { erased: string } => {
  if (error instanceof DomainError && error.slug === 'preimage-erased') {
    return { erased: error.message };
  }
  throw error;
};

export default async function StoredViewPage({ params }: Props) {
  const { id, digest: viewDigest } = await params;
  const ctx = await pageContext();
  const reading = readView(ctx, { actionId: id, viewDigest }).catch(orErased);
  const text = await orNotFound(reading);
  if (typeof text !== 'string') {
    return (
      <>
        <StayLive />
        <ErasedView actionId={id} viewDigest={viewDigest} because={text.erased} />
      </>
    );
  }
  const { decisions } = await getAction(ctx, { actionId: id, waitS: 0 });
  return (
    <>
      <StayLive />
      <StoredView
        view={anyDecisionView.parse(JSON.parse(text))}
        viewDigest={viewDigest}
        decisions={decisions.filter((each) => each.viewDigest === viewDigest)}
      />
    </>
  );
}
