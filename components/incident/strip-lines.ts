import type { TimeScale } from './time-scale';
import type { OverviewLine } from './overview-marks';

export interface StripStep {
  /** 0 to 1 from the left, and 0 to 1 from the bottom. */
  x: number;
  y: number;
  /** The evidence that the agent named for it. */
  because: string[];
}

export interface StripLine {
  id: string;
  /** An SVG path in a box of 1000 × 100, stepwise: a confidence holds until it is revised. */
  path: string;
  steps: StripStep[];
}

const place = (share: number): string => (share * 1000).toFixed(1);
const height = (confidence: number): string => ((1 - confidence) * 100).toFixed(1);

/**
 * One hypothesis as a stepwise line over the strip; undefined where no confidence was stated by the end
 * of it. What was stated before its beginning is where the line begins.
 */
export function stripLine(
  { id, points }: Pick<OverviewLine, 'id' | 'points'>,
  scale: TimeScale,
): StripLine | undefined {
  const steps: StripStep[] = [];
  let path = '';
  for (const { at, confidence, because } of points) {
    const ms = Date.parse(at);
    if (confidence === null || Number.isNaN(ms) || ms > scale.toMs) continue;
    if (ms < scale.fromMs) {
      path = `M0.0 ${height(confidence)}`;
      continue;
    }
    const x = scale.shareOf(ms);
    path +=
      path === '' ? `M${place(x)} ${height(confidence)}` : `H${place(x)}V${height(confidence)}`;
    steps.push({ x, y: confidence, because });
  }
  if (path === '') return undefined;
  return { id, path: `${path}H1000.0`, steps };
}
