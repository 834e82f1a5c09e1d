const steps = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
  172_800, 604_800,
].map((seconds) => seconds * 1000);

/** Round UTC instants between two, at most `count` of them; ms since 1970. */
export function timeTicks(fromMs: number, toMs: number, count: number): number[] {
  if (!(toMs > fromMs)) return [fromMs];
  const step = steps.find((each) => (toMs - fromMs) / each <= count) ?? (toMs - fromMs) / count;
  const ticks: number[] = [];
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs; at += step) ticks.push(at);
  return ticks;
}

/** "14:02", with seconds when ticks are closer than a minute, with the day when over two days. */
export function tickText(at: number, fromMs: number, toMs: number): string {
  const iso = new Date(at).toISOString();
  if (toMs - fromMs > 2 * 86_400_000) return `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
  return toMs - fromMs < 300_000 ? iso.slice(11, 19) : iso.slice(11, 16);
}

/** Compact numbers for axes and tooltips: 1,234 as 1.23k; small ones with three digits. */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return value.toExponential(2);
  if (size >= 1000)
    return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 }).format(
      value,
    );
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
}
