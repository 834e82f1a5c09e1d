/** Upper bounds in percent of the words for likelihood of ICD 203 (2015), the analysts' standard. */
const SCALE: [below: number, word: string][] = [
  [5, 'almost no chance'],
  [20, 'very unlikely'],
  [45, 'unlikely'],
  [55, 'roughly even'],
  [80, 'likely'],
  [95, 'very likely'],
  [Number.POSITIVE_INFINITY, 'almost certain'],
];

/** "92 %"; never 100 % or 0 % for an estimate that is short of it. */
export function percent(confidence: number): string {
  const rounded = Math.round(confidence * 100);
  if (rounded === 100 && confidence < 1) return '> 99 %';
  if (rounded === 0 && confidence > 0) return '< 1 %';
  return `${rounded} %`;
}

/** A likelihood as a word of ICD 203. */
export function likelihoodWord(confidence: number): string {
  const value = confidence * 100;
  return SCALE.find(([below]) => value < below)?.[1] ?? 'almost certain';
}

/** "Agent's estimate 92 % (uncalibrated)", or that none was stated. */
export const estimateWords = (confidence: number | null): string =>
  confidence === null
    ? 'Agent’s estimate not stated'
    : `Agent’s estimate ${percent(confidence)} (uncalibrated)`;
