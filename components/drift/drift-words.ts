import type { RunFacts } from '@/components/incident/run-facts';
import type { Tone } from '@/components/ui/tone';
import type { Drift, DriftComponentName, DriftLevel, Moved } from '@/lib/drift/schema';

/** What each component is, to a person. */
export const COMPONENT_WORDS: Record<DriftComponentName, string> = {
  concentration: 'Rests on one source',
  'one-sidedness': 'Nothing sought against it',
  distance: 'Looks elsewhere',
  repetition: 'Asks the same again',
  staleness: 'Finds nothing new',
  'lock-in': 'Surer without evidence',
};

export const DRIFT_TONES: Record<DriftLevel, Tone> = {
  'on-track': 'quiet',
  wandering: 'drift',
  'off-track': 'drift',
};

/** "0.45 of 1": the number that stands beside the word. */
export const scoreWords = (score: number): string => score.toFixed(2);

/** Where a thing that moved a component leads, and what it is called. */
export function movedLink(
  moved: Moved,
  facts: Pick<RunFacts, 'evidenceOf' | 'stepOf'>,
): { select: string; label: string } {
  switch (moved.kind) {
    case 'evidence':
      return { select: `ev:${moved.id}`, label: facts.evidenceOf(moved.id)?.title ?? moved.id };
    case 'step':
      return { select: `step:${moved.id}`, label: facts.stepOf(moved.id)?.tool ?? moved.id };
    case 'event':
      return { select: `e:${moved.seq}`, label: 'the revision itself' };
  }
}

/** The worst first, what is not stated last. */
export const byValue = (components: Drift['components']): Drift['components'] =>
  components.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
