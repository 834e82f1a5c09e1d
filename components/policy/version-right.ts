import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import type { PolicyVersionOut } from '@/lib/policies/views';

/** Who looks; the browser is not told its session’s id. */
export type Looker = Omit<PersonActor, 'type' | 'sessionId'>;

/** Why each act cannot be done now; undefined where it can. */
export interface VersionRight {
  adopt: string | undefined;
  decline: string | undefined;
  /** Whether whoever looks proposed it, and so may take it back. */
  isProposer: boolean;
}

/** Mirrors the server’s rules so that nobody presses in vain; the server refuses all the same. */
export function versionRight(
  { proposedBy, isStale, basedOn }: PolicyVersionOut,
  person: Looker,
): VersionRight {
  const isProposer = proposedBy?.id === person.id;
  const answer = can({ type: 'person', sessionId: '', ...person }, 'policy.adopt');
  const refusal = isProposer
    ? 'You proposed this version, so somebody else decides.'
    : answer.allowed
      ? undefined
      : answer.reason;
  const stale = isStale
    ? `It was written against version ${basedOn}, which is not in force any more.`
    : undefined;
  return { adopt: refusal ?? stale, decline: refusal, isProposer };
}
