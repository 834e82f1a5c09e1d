import 'server-only';
import type { Ctx } from '@/lib/access/actor';
import { findAction } from '@/lib/actions/server/hold-action';
import { db } from '@/lib/db/client';
import { DomainError } from '@/lib/errors';
import { canonical, sha256 } from '@/lib/log/canonical';

/**
 * The exact RFC 8785 text whose SHA-256 is the action's digest, checked before it is given out.
 * @throws NotFound; DomainError 410 where part of it was erased.
 */
export async function digestPreimage(ctx: Ctx, actionId: string): Promise<string> {
  const { contents, digest } = await findAction(db(), ctx.actor, actionId);
  const text = canonical(contents);
  if (sha256(text).toString('hex') === digest) return text;
  throw new DomainError(
    'preimage-erased',
    410,
    'Part of what the digest was taken over has been erased, so it cannot be shown again.',
  );
}
