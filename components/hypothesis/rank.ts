import type { EvidenceRow } from '@/lib/evidence/schema';
import type { HypothesisLink, HypothesisRow, HypothesisStatus } from '@/lib/hypotheses/schema';

const STANDING: Record<HypothesisStatus, number> = {
  committed: 0,
  supported: 1,
  open: 1,
  inconclusive: 2,
  refuted: 3,
};

/** The settled one first, then by the agent's estimate; the inconclusive and the refuted last. */
export function rankHypotheses(rows: readonly HypothesisRow[]): HypothesisRow[] {
  return [...rows].sort(
    (a, b) =>
      STANDING[a.status] - STANDING[b.status] ||
      (b.confidence ?? -1) - (a.confidence ?? -1) ||
      a.seq - b.seq,
  );
}

/** The claim the room leads with, if any still stands. */
export function leadingClaim(rows: readonly HypothesisRow[]): HypothesisRow | undefined {
  const [first] = rankHypotheses(rows);
  return first && STANDING[first.status] < STANDING.inconclusive ? first : undefined;
}

/** Links of one relation, the weightiest first; unstated weights count least. */
export const linksOf = (
  row: HypothesisRow,
  relation: HypothesisLink['relation'],
): HypothesisLink[] =>
  row.links
    .filter((link) => link.relation === relation)
    .sort((a, b) => (b.weight ?? -1) - (a.weight ?? -1) || a.seq - b.seq);

/**
 * What speaks most against a claim. Evidence that a person called a red herring comes last, since
 * it would hide what still stands.
 */
export function strongestAgainst(
  row: HypothesisRow,
  evidenceOf: (id: string) => EvidenceRow | undefined,
): { link: HypothesisLink; evidence: EvidenceRow | undefined } | undefined {
  const against = linksOf(row, 'contradicts').map((link) => ({
    link,
    evidence: evidenceOf(link.evidenceId),
  }));
  return against.find(({ evidence }) => evidence?.flag !== 'red-herring') ?? against[0];
}
