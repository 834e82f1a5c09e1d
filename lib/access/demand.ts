import type { Actor } from '@/lib/access/actor';
import { can, type Permission, type Resource } from '@/lib/access/permissions';
import { Forbidden, NotFound, OutOfScope } from '@/lib/errors';

/**
 * Refuses unless the actor may do this to that.
 * @param what names the thing in the refusal, as “This incident”.
 * @throws NotFound where its existence is not theirs to know; OutOfScope; Forbidden.
 */
export function demand(
  actor: Actor,
  permission: Permission,
  resource: Resource,
  what: string,
): void {
  const answer = can(actor, permission, resource);
  if (answer.allowed) return;
  if (answer.code === 'not-found') throw new NotFound(what);
  if (answer.code === 'out-of-scope') throw new OutOfScope(answer.reason);
  throw new Forbidden(answer.reason);
}
