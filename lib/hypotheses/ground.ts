import type { EvidenceRow } from '@/lib/evidence/schema';
import type { HypothesisRow } from '@/lib/hypotheses/schema';
import type { Ground } from '@/lib/policies/ground';

type Seen = Pick<EvidenceRow, 'id' | 'source' | 'flag'>;
type Claim = Pick<HypothesisRow, 'id' | 'links' | 'history'>;

/** A rival was weighed against evidence, not merely named. */
const wasWeighed = ({ links, history }: Claim): boolean =>
  links.length > 0 || history.some(({ because }) => because.length > 0);

/**
 * What a claim rests on: the sources of what supports it, red herrings left out, and whether
 * something was linked against it or a rival was weighed.
 */
export function groundOfClaim(
  claim: Claim,
  all: Claim[],
  evidence: Seen[],
): Omit<Ground, 'violations'> {
  const byId = new Map(evidence.map((item) => [item.id, item]));
  const sources = claim.links.flatMap(({ relation, evidenceId }) => {
    const item = byId.get(evidenceId);
    return relation === 'supports' && item && item.flag !== 'red-herring' ? [item.source] : [];
  });
  const isContrarySought =
    claim.links.some(({ relation }) => relation === 'contradicts') ||
    all.some((rival) => rival.id !== claim.id && wasWeighed(rival));
  return { sources: [...new Set(sources)], isContrarySought };
}
