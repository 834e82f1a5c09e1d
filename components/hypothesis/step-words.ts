import { stateFace } from '@/components/ui/states';
import type { CausedStep } from '@/lib/hypotheses/causes';
import type { HypothesisStep } from '@/lib/hypotheses/schema';
import { percent } from './confidence-words';

export const stepEstimate = ({ confidence }: HypothesisStep): string =>
  confidence === null ? 'not stated' : percent(confidence);

/** "up 12 points": how far an estimate moved; empty where it did not. */
export function movedWords(moved: number | null): string {
  const points = Math.round((moved ?? 0) * 100);
  if (points === 0) return '';
  return `${points > 0 ? 'up' : 'down'} ${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`;
}

/** Why a step was taken, in words: the evidence, the person, or that nothing is said of it. */
export function causeWords(
  { step, causes, isNamed }: CausedStep,
  titleOf: (evidenceId: string) => string,
): string {
  if (step.by) {
    const how = stateFace('hypothesis', step.status).word.toLowerCase();
    return `${step.by.name}: ${how}`;
  }
  if (causes.length === 0) return 'nothing is named as its cause';
  const sides = { supports: ' (for)', contradicts: ' (against)' } as const;
  const named = causes.map(
    ({ evidenceId, relation }) => `${titleOf(evidenceId)}${relation ? sides[relation] : ''}`,
  );
  return `${isNamed ? 'because of' : 'linked just before:'} ${named.join(', ')}`;
}
