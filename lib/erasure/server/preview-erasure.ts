import 'server-only';
import { db } from '@/lib/db/client';
import { whyKept } from '@/lib/erasure/rules';
import { holdingLeaves } from '@/lib/log/erase';
import type { ErasureSubject } from '@/lib/log/erased';
import { erasureReach, streamsOf } from './erasure-reach';

export interface ErasurePreview {
  subject: ErasureSubject;
  leaves: number;
  fields: number;
  views: number;
  /** Why it would be refused as things stand. */
  refusal: string | undefined;
}

/** What erasing would take, for whoever is asked whether they mean it. @throws NotFound */
export async function previewErasure(id: string): Promise<ErasurePreview> {
  const reach = await erasureReach(db(), id);
  const { subject, actions } = reach;
  const only = subject.type === 'action' ? id : null;
  const found = await Promise.all(
    streamsOf(reach).map((stream) => holdingLeaves(db(), stream, only)),
  );
  const leaves = found.flat();
  const views = await db().decisionView.count({
    where: { actionId: { in: actions.map((action) => action.id) }, text: { not: null } },
  });
  return {
    subject,
    leaves: leaves.length,
    fields: leaves.reduce((sum, { fields }) => sum + fields, 0),
    views,
    refusal: whyKept(actions),
  };
}
