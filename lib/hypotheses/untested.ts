import type { EvidenceRow, EvidenceSource } from '@/lib/evidence/schema';
import type { HypothesisRow } from '@/lib/hypotheses/schema';

type Claim = Pick<HypothesisRow, 'id' | 'status' | 'links' | 'history'>;
type Item = Pick<EvidenceRow, 'id' | 'source' | 'service' | 'flag'>;

/** Something that could still change how a claim stands. */
export type Untested =
  /** Nothing speaks for it, or nothing against it. */
  | { kind: 'no-support' | 'no-contrary' }
  /** All that speaks for it comes from one source. */
  | { kind: 'one-source'; source: EvidenceSource }
  /** All that speaks for it was called a red herring by a person. */
  | { kind: 'rests-on-herrings'; evidence: string[] }
  /** Linked, and not weighed; or named as a reason, and not linked. */
  | { kind: 'unweighed' | 'unlinked'; evidence: string[] }
  /** What a rival was weighed against, and this was not: it may decide between them. */
  | { kind: 'rivals-evidence'; evidence: string[] }
  /** A person called it key, and it is linked to no claim. */
  | { kind: 'key-unlinked'; evidence: string[] }
  /** Within the agent's reach, and never asked. */
  | { kind: 'unseen'; sources: EvidenceSource[]; services: string[] };

export interface UntestedInput {
  claim: Claim;
  claims: readonly Claim[];
  evidence: readonly Item[];
  /** Where the agent may look and brought nothing from; null where that is not known. */
  unseen: { sources: EvidenceSource[]; services: string[] } | null;
}

const withSome = (kind: 'unweighed' | 'unlinked' | 'rivals-evidence' | 'key-unlinked') =>
  function some(evidence: string[]): Untested[] {
    return evidence.length > 0 ? [{ kind, evidence }] : [];
  };

function ofSupport({ links }: Claim, itemOf: (id: string) => Item | undefined): Untested[] {
  const ids = links.flatMap(({ relation, evidenceId }) =>
    relation === 'supports' ? [evidenceId] : [],
  );
  if (ids.length === 0) return [{ kind: 'no-support' }];
  const standing = ids.map(itemOf).filter((item) => item && item.flag !== 'red-herring');
  if (standing.length === 0) return [{ kind: 'rests-on-herrings', evidence: ids }];
  const sources = new Set(standing.map((item) => item?.source));
  const [source] = sources;
  return sources.size === 1 && source ? [{ kind: 'one-source', source }] : [];
}

/**
 * What is untested of a claim, and so could change it: what it lacks, links left open, evidence that
 * only its rivals were weighed against, and where nobody looked. Pure; the gravest first.
 */
export function untestedOf({ claim, claims, evidence, unseen }: UntestedInput): Untested[] {
  const items = new Map(evidence.map((item) => [item.id, item]));
  const own = new Set(claim.links.map(({ evidenceId }) => evidenceId));
  const linkedAnywhere = new Set(
    claims.flatMap(({ links }) => links.map(({ evidenceId }) => evidenceId)),
  );
  const named = claim.history.flatMap(({ because }) => because);
  const isOpen = (id: string) => !own.has(id) && items.get(id)?.flag !== 'red-herring';
  const rivals = claims
    .filter(({ id, status }) => id !== claim.id && status !== 'refuted')
    .flatMap(({ links }) => links.map(({ evidenceId }) => evidenceId));
  const unweighed = claim.links.flatMap(({ evidenceId, weight }) =>
    weight === null ? [evidenceId] : [],
  );
  const keys = evidence.filter(({ id, flag }) => flag === 'key' && !linkedAnywhere.has(id));
  const hasUnseen = unseen !== null && unseen.sources.length + unseen.services.length > 0;
  return [
    ...ofSupport(claim, (id) => items.get(id)),
    ...(claim.links.some(({ relation }) => relation === 'contradicts')
      ? []
      : [{ kind: 'no-contrary' } as const]),
    ...withSome('key-unlinked')(keys.map(({ id }) => id)),
    ...withSome('rivals-evidence')([...new Set(rivals)].filter(isOpen)),
    ...withSome('unlinked')([...new Set(named)].filter(isOpen)),
    ...withSome('unweighed')(unweighed),
    ...(hasUnseen ? [{ kind: 'unseen', ...unseen } as const] : []),
  ];
}
