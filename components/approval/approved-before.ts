import type { Decision } from '@/lib/actions/schema';

export interface Signer {
  decisions: Decision[];
  version: number;
  personId: string;
}

/** The last version that this person approved before the one that stands, if they have not since. */
export function approvedBefore({ decisions, version, personId }: Signer): number | undefined {
  const own = decisions.filter(({ by, decision }) => by.id === personId && decision === 'approve');
  const last = own.at(-1)?.version;
  return last === undefined || last === version ? undefined : last;
}
