import 'server-only';
import type { ActionRow } from '@/lib/actions/schema';
import type { Unfrozen } from '@/lib/freeze/server/unfrozen';
import { newestKeyId } from '@/lib/grants/server/signing-keys';
import { newId } from '@/lib/ids';
import type { Draft } from '@/lib/log/append';

/** No policy makes a grant outlive this, in milliseconds. */
const LONGEST_TTL_MS = 600_000;

/**
 * The event that gives one executor the right to one version of an action, once, for a short time
 * by the database's clock. The token is signed from it when the executor asks.
 * @param _unfrozen proof that nothing it touches is frozen, or can be before it is committed.
 */
export function mintedGrant(
  action: ActionRow,
  now: Date,
  ttlMs: number,
  _unfrozen: Unfrozen,
): Draft {
  const id = newId('grt', now.getTime());
  const expiresAt = new Date(now.getTime() + Math.min(ttlMs, LONGEST_TTL_MS)).toISOString();
  const payload = {
    grant: id,
    action: action.id,
    version: action.version,
    digest: action.digest,
    executorId: action.executorId,
    jti: id,
    keyId: newestKeyId(),
    expiresAt,
  };
  return { kind: 'grant.minted', payload };
}
