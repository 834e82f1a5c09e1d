import type { PolicyVersionOut } from '@/lib/policies/views';

/** The state to show: what waits and was overtaken is out of date. */
export const versionFace = ({
  state,
  isStale,
}: Pick<PolicyVersionOut, 'state' | 'isStale'>): PolicyVersionOut['state'] | 'stale' =>
  isStale ? 'stale' : state;

const DECIDED = { declined: 'Declined', withdrawn: 'Withdrawn' } as const;

/** “Adopted by Abel”: who decided, without when. Undefined while it waits. */
export function decidedWords({
  state,
  decidedBy,
}: Pick<PolicyVersionOut, 'state' | 'decidedBy'>): string | undefined {
  if (!decidedBy || state === 'proposed') return undefined;
  const verb = state === 'declined' || state === 'withdrawn' ? DECIDED[state] : 'Adopted';
  return `${verb} by ${decidedBy.name}`;
}

export const versionHref = (version: number): string => `/policies/versions/${version}`;
