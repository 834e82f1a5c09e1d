import type { Finding } from '../../statistics/posterior';
import { OTHER, type Suspect } from './suspects';

/**
 * The yes-or-no statements that the lanes measure. What each one is worth is written down here and
 * nowhere else: how likely it is to hold if a suspect is the cause. These are judgements of the
 * author, not measurements; the measured part of a finding is its certainty.
 */
export type Claim =
  /** The onset falls right after this change. `chance`: how likely it would by accident. */
  | { kind: 'onset-follows-change'; suspect: string; chance: number }
  /** The service does worse, by errors or slow answers, since this change. */
  | { kind: 'worse-since-change'; suspect: string; service: string }
  /** The service logs trouble of its own that it did not log before the onset. */
  | { kind: 'new-trouble'; service: string }
  /** Most of the failing answers blame this service that was called. */
  | { kind: 'failures-blame'; service: string }
  /** A steady loud complaint of a service grew at the onset. */
  | { kind: 'alarm-grew'; service: string }
  /** More requests came in after the onset. */
  | { kind: 'load-grew' }
  /** CPU, event loop or connection pool were strained more often after the onset. */
  | { kind: 'strain-grew'; service: string }
  /** The shop recovered after this suspect was undone. */
  | { kind: 'recovered-when-undone'; suspect: string };

/** P(claim | this suspect is the cause). */
export function likelihoodOf(claim: Claim, suspect: Suspect): number {
  const isIt = (id: string) => suspect.id === id;
  const isAt = (service: string) => suspect.service === service;
  switch (claim.kind) {
    case 'onset-follows-change':
      return isIt(claim.suspect) ? 0.9 : claim.chance;
    case 'worse-since-change':
      if (isIt(claim.suspect)) return 0.95;
      return suspect.kind === 'saturation' && isAt(claim.service) ? 0.5 : 0.25;
    case 'new-trouble':
      if (!isAt(claim.service)) return 0.3;
      return suspect.kind === 'release' ? 0.9 : 0.4;
    case 'failures-blame':
      return isAt(claim.service) ? 0.9 : 0.15;
    case 'alarm-grew':
      return suspect.kind === 'dependency' && isAt(claim.service) ? 0.9 : 0.35;
    case 'load-grew':
      return suspect.kind === 'saturation' ? 0.8 : 0.15;
    case 'strain-grew':
      if (suspect.kind === 'saturation') return 0.9;
      return isAt(claim.service) ? 0.5 : 0.2;
    case 'recovered-when-undone':
      return isIt(claim.suspect) ? 0.95 : 0.1;
  }
}

/** P(claim | none of the suspects is the cause). */
function likelihoodOtherwise(claim: Claim): number {
  return claim.kind === 'onset-follows-change' ? claim.chance : 0.3;
}

/** A claim with its measured certainty, ready to be weighed against every suspect. */
export function findingOf(
  id: string,
  certainty: number,
  claim: Claim,
  suspects: readonly Suspect[],
): Finding {
  const entries = suspects.map((suspect) => [suspect.id, likelihoodOf(claim, suspect)] as const);
  return {
    id,
    certainty,
    likelihood: { ...Object.fromEntries(entries), [OTHER]: likelihoodOtherwise(claim) },
  };
}
