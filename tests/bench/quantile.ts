/** The p-quantile by nearest rank: a value that was measured, never one in between. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(p * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** To so many digits after the point, as a number. */
export const round = (value: number, digits = 0): number => Number(value.toFixed(digits));
