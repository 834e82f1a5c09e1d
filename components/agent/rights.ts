import type { PersonActor } from '@/lib/access/actor';
import { can, type Permission, type Resource } from '@/lib/access/permissions';

/** Who looks; the browser is not told its session's id. */
export type Looker = Omit<PersonActor, 'type' | 'sessionId'>;

/** Why this person may not; undefined when they may. The verb decides again. */
export function refusalOf(
  person: Looker,
  permission: Permission,
  resource: Resource = {},
): string | undefined {
  const answer = can({ type: 'person', sessionId: '', ...person }, permission, resource);
  return answer.allowed ? undefined : answer.reason;
}
