import type { HypothesisLink, HypothesisRow, HypothesisStep } from '@/lib/hypotheses/schema';

/** What moved a claim at one step. */
export interface StepCause {
  evidenceId: string;
  /** How it was linked to the claim by then; null where it was only named as a reason. */
  relation: HypothesisLink['relation'] | null;
}

export interface CausedStep {
  step: HypothesisStep;
  /** By how much the estimate moved; null where it was not stated before or after. */
  moved: number | null;
  causes: StepCause[];
  /** Whether the agent named its reasons, or they are what was linked since the step before. */
  isNamed: boolean;
}

const movedBetween = (from: number | null | undefined, to: number | null): number | null =>
  typeof from === 'number' && to !== null ? to - from : null;

/**
 * Each step of a claim with what caused it: the evidence that the step itself names, else whatever
 * was linked to the claim since the step before. Pure.
 */
export function causedSteps({
  history,
  links,
}: Pick<HypothesisRow, 'history' | 'links'>): CausedStep[] {
  const linked = new Map(links.map((link) => [link.evidenceId, link]));
  return history.map((step, index) => {
    const before = history[index - 1];
    const causeOf = (evidenceId: string): StepCause => ({
      evidenceId,
      relation: linked.get(evidenceId)?.relation ?? null,
    });
    const since = links
      .filter(({ seq }) => before !== undefined && seq > before.seq && seq < step.seq)
      .toSorted((a, b) => a.seq - b.seq);
    const isNamed = step.because.length > 0;
    const ids = isNamed ? step.because : step.by ? [] : since.map(({ evidenceId }) => evidenceId);
    return {
      step,
      moved: movedBetween(before?.confidence, step.confidence),
      causes: ids.map(causeOf),
      isNamed,
    };
  });
}
