import { createHash } from 'node:crypto';
import type { Actor, Idempotency } from '@/lib/access/actor';
import { Invalid } from '@/lib/errors';
import { canonical } from '@/lib/log/canonical';

/**
 * The claim that a POST's `Idempotency-Key` makes, or undefined without one.
 * @throws Invalid when the key is not 1 to 200 visible ASCII characters.
 */
export function idempotencyOf(
  key: string | null,
  actor: Actor,
  request: { method: string; path: string; body: unknown },
  secret: readonly string[] = [],
): Idempotency | undefined {
  if (key === null) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    const message = 'must be 1 to 200 visible ASCII characters';
    throw new Invalid([{ path: 'Idempotency-Key', message }]);
  }
  const { method, path, body } = request;
  const bodyHash = createHash('sha256')
    .update(`${method} ${path}\n`)
    .update(body === undefined ? '' : canonical(body))
    .digest('hex');
  const scope = `${actor.type}:${actor.id} ${method} ${path}`;
  return { key, scope, bodyHash, ...(secret.length > 0 ? { secret: [...secret] } : {}) };
}
