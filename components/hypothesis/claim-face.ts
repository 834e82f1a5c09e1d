import type { HypothesisRow } from '@/lib/hypotheses/schema';

/** How a claim stands, for its badge: what a person refuted is told from what its agent did. */
export const claimFace = ({ status, refutation }: Pick<HypothesisRow, 'status' | 'refutation'>) =>
  refutation ? 'refuted-by-person' : status;
