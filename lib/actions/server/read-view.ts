import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { findAction } from '@/lib/actions/server/hold-action';
import { db } from '@/lib/db/client';
import { DomainError, NotFound } from '@/lib/errors';
import { sha256 } from '@/lib/log/canonical';

/**
 * The exact RFC 8785 text of what was shown at a signature, checked against its digest before it
 * is given out.
 * @throws NotFound; DomainError 410 where it was erased, or is not what was signed.
 */
export async function readView(
  ctx: Ctx,
  { actionId, viewDigest }: { actionId: string; viewDigest: string },
): Promise<string> {
  await findAction(db(), ctx.actor, actionId);
  const kept = await db().decisionView.findFirst({
    where: { digest: viewDigest, actionId },
    select: { text: true },
  });
  if (!kept) throw new NotFound('This view');
  if (kept.text !== null && sha256(kept.text).toString('hex') === viewDigest) return kept.text;
  throw new DomainError(
    'preimage-erased',
    410,
    'What was shown at this signature has been erased, so it cannot be drawn again.',
  );
}
