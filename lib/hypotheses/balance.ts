import type { EvidenceRow } from '@/lib/evidence/schema';
import type { HypothesisLink, HypothesisRow } from '@/lib/hypotheses/schema';

/** One side of a claim's scales. */
export interface Side {
  items: number;
  /** The sum of the weights that the agent stated. */
  weight: number;
  /** Items whose weight it did not state; they count for nothing in the sum. */
  unweighed: number;
  /** Items that a person called red herrings; they are left out of the sum and of `items`. */
  herrings: number;
}

export type Balance = Record<HypothesisLink['relation'], Side>;

/** What speaks for and against a claim, weighed as its agent weighs it. Pure. */
export function balanceOf(
  { links }: Pick<HypothesisRow, 'links'>,
  flagOf: (evidenceId: string) => EvidenceRow['flag'] | undefined,
): Balance {
  const side = (relation: HypothesisLink['relation']): Side => {
    const all = links.filter((link) => link.relation === relation);
    const counted = all.filter(({ evidenceId }) => flagOf(evidenceId) !== 'red-herring');
    return {
      items: counted.length,
      weight: counted.reduce((sum, { weight }) => sum + (weight ?? 0), 0),
      unweighed: counted.filter(({ weight }) => weight === null).length,
      herrings: all.length - counted.length,
    };
  };
  return { supports: side('supports'), contradicts: side('contradicts') };
}
