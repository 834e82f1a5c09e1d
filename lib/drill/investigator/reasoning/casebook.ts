import { log10Support, posterior, type Finding } from '../../statistics/posterior';
import type { MeasuredClaim } from '../looks';
import { findingOf, type Claim } from './judgement';
import { OTHER, priorsOf, type Suspect } from './suspects';

interface Entry extends MeasuredClaim {
  evidenceId: string;
}

export interface Link {
  hypothesisId: string;
  evidenceId: string;
  relation: 'supports' | 'contradicts';
  weight: number;
  note: string;
}

const keyOf = (claim: Claim) =>
  `${claim.kind} ${'suspect' in claim ? claim.suspect : 'service' in claim ? claim.service : ''}`;

/** Below a factor of 1.25 either way an item of evidence is not worth a link. */
const LEAST_LOG10 = Math.log10(1.25);

/**
 * All that was measured so far, and what follows from it. A later measurement of the same claim
 * replaces the earlier one: looking twice at one thing is not two pieces of evidence.
 */
export function openCasebook(suspects: readonly Suspect[]) {
  const priors = priorsOf(suspects);
  const entries = new Map<string, Entry>();
  const linked = new Set<string>();

  const findings = (): Finding[] =>
    [...entries].map(([key, { certainty, claim }]) => findingOf(key, certainty, claim, suspects));
  const probabilities = () => posterior(priors, findings());

  return {
    suspects,
    priors,
    probabilities,
    add(evidenceId: string, claims: readonly MeasuredClaim[]) {
      for (const measured of claims)
        entries.set(keyOf(measured.claim), { ...measured, evidenceId });
    },
    /** Probability left for causes that are not among the suspects. */
    unexplained: () => probabilities()[OTHER] ?? 0,
    /** The suspects by probability, the most probable first. */
    ranking() {
      const now = probabilities();
      return suspects
        .map((suspect) => ({ suspect, probability: now[suspect.id] ?? 0 }))
        .sort((a, b) => b.probability - a.probability);
    },
    /**
     * The links that an item of evidence has earned and that were not given out yet. Its weight is
     * the size of its log₁₀ likelihood ratio against the other suspects, 1 at ten to one and above.
     */
    newLinks(evidenceId: string): Link[] {
      const now = probabilities();
      const own = findings().filter(({ id }) => entries.get(id)?.evidenceId === evidenceId);
      return suspects.flatMap(({ id }): Link[] => {
        const log10 = own.reduce((sum, finding) => sum + log10Support(finding, id, now), 0);
        const key = `${id} ${evidenceId}`;
        if (Math.abs(log10) < LEAST_LOG10 || linked.has(key)) return [];
        linked.add(key);
        const odds = 10 ** Math.abs(log10);
        const relation = log10 > 0 ? 'supports' : 'contradicts';
        const note = `likelihood ratio ${odds.toFixed(1)} to 1 ${log10 > 0 ? 'for' : 'against'} it`;
        const weight = Math.min(1, Number(Math.abs(log10).toFixed(2)));
        return [{ hypothesisId: id, evidenceId, relation, weight, note }];
      });
    },
    /** Evidence ids of everything that was measured, oldest first. */
    evidenceIds: () => [...new Set([...entries.values()].map((entry) => entry.evidenceId))],
  };
}
export type Casebook = ReturnType<typeof openCasebook>;
