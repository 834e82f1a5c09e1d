import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { findAction } from '@/lib/actions/server/hold-action';
import { db } from '@/lib/db/client';
import { DomainError } from '@/lib/errors';
import { canonical, sha256 } from '@/lib/log/canonical';
import { erasureWords } from '@/lib/log/erased';
import { readErasures } from '@/lib/log/read-erasures';

/**
 * The exact RFC 8785 text whose SHA-256 is the action's digest, checked before it is given out.
 * @throws NotFound; DomainError 410, whose `erased` says when, by whom and why, where an event says it
 */
export async function digestPreimage(ctx: Ctx, actionId: string): Promise<string> {
  const { contents, digest, investigationId } = await findAction(db(), ctx.actor, actionId);
  const text = canonical(contents);
  if (sha256(text).toString('hex') === digest) return text;
  const by = (await readErasures(investigationId)).find(
    ({ subject }) => subject.type !== 'action' || subject.id === actionId,
  );
  throw new DomainError(
    'preimage-erased',
    410,
    by
      ? `Part of what the digest was taken over was erased on ${erasureWords(by)}.`
      : 'What is stored is not what the digest was taken over, and no event says that it was erased.',
    [],
    by ? { erased: erasureWords(by) } : {},
  );
}
