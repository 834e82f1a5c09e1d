import type { Terms } from '@/lib/policies/schema';

/** What a decision without a person would rest on, from what the investigation has recorded. */
export interface Ground {
  /** Sources of the evidence that bears it, each once: for a claim, of what supports it. */
  sources: string[];
  /** Whether anything was looked at that could have spoken against it. */
  isContrarySought: boolean;
  /** Times the investigation tried to reach outside its scope. */
  violations: number;
}

const MIN_SOURCES = 2;

/**
 * Why this ground does not bear a decision that no person looks at; nothing, where it does. No
 * document can lift these: a claim from one place, or one that nobody tried to shake, is a guess.
 */
export function groundFaults({ sources, isContrarySought, violations }: Ground): string[] {
  const faults: string[] = [];
  if (new Set(sources).size < MIN_SOURCES) {
    faults.push('The claim rests on a single source.');
  }
  if (!isContrarySought) faults.push('Nothing that speaks against the claim was sought.');
  if (violations > 0) faults.push('The investigation has tried to reach outside its scope.');
  return faults;
}

/**
 * Why the policy may not let a stop point pass by itself; nothing, where it may. Evidence must come
 * from more than one source; a claim must bear what {@link groundFaults} asks.
 */
export function policyMayRelease(
  stage: 'evidence' | 'commitment',
  { checkpoints }: Pick<Terms, 'checkpoints'>,
  ground: Ground,
): string[] {
  if (checkpoints[stage] === 'person') return ['The policy holds this stop point for a person.'];
  if (stage === 'commitment') return groundFaults(ground);
  return [
    ...(new Set(ground.sources).size < MIN_SOURCES
      ? ['The evidence comes from a single source.']
      : []),
    ...(ground.violations > 0 ? ['The investigation has tried to reach outside its scope.'] : []),
  ];
}
