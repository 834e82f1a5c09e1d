import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { findAction } from '@/lib/actions/server/hold-action';
import { db } from '@/lib/db/client';
import { DomainError, NotFound } from '@/lib/errors';
import { sha256 } from '@/lib/log/canonical';
import { erasureWords } from '@/lib/log/erased';
import { readErasures } from '@/lib/log/read-erasures';

/**
 * The exact RFC 8785 text of what was shown at a signature, checked against its digest before it
 * is given out.
 * @throws NotFound; DomainError 410 where it was erased, or is not what was signed.
 */
export async function readView(
  ctx: Ctx,
  { actionId, viewDigest }: { actionId: string; viewDigest: string },
): Promise<string> {
  const { investigationId } = await findAction(db(), ctx.actor, actionId);
  const kept = await db().decisionView.findFirst({
    where: { digest: viewDigest, actionId },
    select: { text: true },
  });
  if (!kept) throw new NotFound('This view');
  if (kept.text !== null && sha256(kept.text).toString('hex') === viewDigest) return kept.text;
  const by = (await readErasures(investigationId)).find(({ views }) => views.includes(viewDigest));
  throw new DomainError(
    'preimage-erased',
    410,
    by
      ? `What was shown at this signature was erased on ${erasureWords(by)}.`
      : 'What was shown at this signature is not there any more, and no event says who erased it.',
  );
}
