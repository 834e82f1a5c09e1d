import { can } from '@/lib/access/permissions';
import { Conflict, Forbidden } from '@/lib/errors';
import type { PersonRow } from '@/lib/people/schema';
import type { PolicyVersionRow } from '@/lib/policies/schema';

const DECIDED = {
  adopted: 'is in force',
  replaced: 'was in force and is no more',
  declined: 'was declined',
  withdrawn: 'was withdrawn',
} as const;

/** @throws Conflict `already-decided` unless the version still waits for a second person. */
export function demandProposed({ state, version, decidedBy }: PolicyVersionRow): void {
  if (state === 'proposed') return;
  const by = decidedBy ? `, by ${decidedBy.name}` : '';
  throw new Conflict(
    'already-decided',
    `Version ${version} ${DECIDED[state]}${by}. Nothing was changed.`,
    { state, decidedBy },
  );
}

/**
 * A change of policy takes a second person: who proposed it decides nothing of it.
 * @throws Forbidden `separation-of-duties`
 */
export function demandSecondPerson({ proposedBy }: PolicyVersionRow, personId: string): void {
  if (proposedBy?.id !== personId) return;
  throw new Forbidden(
    'You proposed this version, so somebody else decides. You may withdraw it.',
    'separation-of-duties',
  );
}

/**
 * The decision is on exactly what was read. @throws Conflict `digest-mismatch`
 * @param digest of the version's document, as it stands here
 */
export function demandDigest(digest: string, shown: string): void {
  if (digest === shown) return;
  throw new Conflict(
    'digest-mismatch',
    'What you saw is not what this version says. Nothing was decided; look at it again.',
  );
}

/**
 * A version is a change of the one that it was written against; once another is in force, it is not.
 * @throws Conflict `stale`
 */
export function demandCurrent(basedOn: number | null, inForce: number): void {
  if (basedOn === inForce) return;
  throw new Conflict(
    'stale',
    `This was written against version ${basedOn}; version ${inForce} is in force now. Nothing was changed.`,
    { inForce },
  );
}

/** Whoever proposed must still be somebody who may. @throws Conflict `not-eligible` */
export function demandStandingProposer(proposer: PersonRow | undefined): void {
  const stands =
    proposer?.status === 'active' &&
    can({ type: 'person', sessionId: '', ...proposer }, 'policy.manage').allowed;
  if (stands) return;
  throw new Conflict(
    'not-eligible',
    'Whoever proposed this may not propose policies any more. Propose it anew.',
  );
}
