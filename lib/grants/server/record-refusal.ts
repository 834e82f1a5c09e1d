import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { actionProjection } from '@/lib/actions/fold';
import type { DomainError } from '@/lib/errors';
import { grantProjection } from '@/lib/grants/fold';
import type { GrantClaims } from '@/lib/grants/server/grant-token';
import { write } from '@/lib/log/write';

/**
 * Puts a refused redemption on record, in a transaction of its own, for the refused one left
 * nothing. An executor that tries again and again for the same reason leaves one mark.
 */
export async function recordRefusal(
  { idempotency: _refused, ...ctx }: Ctx,
  { jti }: GrantClaims,
  { slug, message: detail }: DomainError,
): Promise<void> {
  await write(ctx, async (tx) => {
    const found = await tx.db.grant.findUnique({
      where: { jti },
      select: { id: true, investigationId: true, actionId: true },
    });
    if (!found) return;
    await tx.lock(found.investigationId);
    const grant = await tx.row(grantProjection, found.id);
    const action = await tx.row(actionProjection, found.actionId);
    const last = action?.refusals.at(-1);
    const isKnown = last?.slug === slug && last.detail === detail;
    if (grant?.state !== 'minted' || isKnown) return;
    const payload = { grant: grant.id, action: grant.actionId, slug, detail };
    await tx.append(found.investigationId, [{ kind: 'grant.refused', payload }]);
  });
}
