import type { CausedStep } from '@/lib/hypotheses/causes';

export interface StepPoint {
  /** From the left and from the top, each from 0 to 1. */
  x: number;
  y: number;
  of: CausedStep;
}

/**
 * Where the steps of an estimate stand: one beside the other in their order, each as high as it is
 * sure. Steps without an estimate stand as high as the one before, and at the bottom where there is none.
 */
export function stepPoints(steps: readonly CausedStep[]): StepPoint[] {
  const last = Math.max(1, steps.length - 1);
  let y = 1;
  return steps.map((of, index) => {
    const { confidence } = of.step;
    if (confidence !== null) y = 1 - confidence;
    return { x: steps.length === 1 ? 0.5 : index / last, y, of };
  });
}

/** The line through the points, level until each step: an estimate holds until the next. */
export function stepPath(points: readonly StepPoint[], width: number, height: number): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const place = ({ x, y }: StepPoint) => [x * width, y * height].map((n) => n.toFixed(1));
  const [x, y] = place(first);
  const more = rest.map((point) => {
    const [toX, toY] = place(point);
    return `H${toX}V${toY}`;
  });
  return `M${x} ${y}${more.join('')}`;
}
