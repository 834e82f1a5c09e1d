export interface Quantity {
  kind: 'duration' | 'size' | 'share';
  /** In seconds, bytes or per cent. */
  amount: number;
}

const SECONDS: Record<string, number> = {
  y: 31_536_000,
  w: 604_800,
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};
const BYTES: Record<string, number> = {
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
};

const DURATION = /^(?:\d+(?:\.\d+)?\s?(?:ms|us|µs|ns|[ywdhms])\s?)+(?:ago)?$/;
const DURATION_PART = /(\d+(?:\.\d+)?)\s?(ms|us|µs|ns|[ywdhms])/g;
const SIZE = /^(\d+(?:\.\d+)?)\s?(?:([KMGT]i)B?|([kKMGT])B?|B)$/;
const SHARE = /^(-?\d+(?:\.\d+)?)\s?%$/;

/**
 * What a cell of a tool's table amounts to: `5m3s`, `2d ago`, `128Mi`, `12%`. A bare `250m` may be
 * minutes or thousandths of a core; in order it makes no difference, so it is a duration.
 */
export function quantityOf(text: string): Quantity | undefined {
  const cell = text.trim();
  const share = SHARE.exec(cell)?.[1];
  if (share !== undefined) return { kind: 'share', amount: Number(share) };
  if (DURATION.test(cell)) {
    const parts = [...cell.matchAll(DURATION_PART)];
    const amount = parts.reduce(
      (sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit ?? ''] ?? 0),
      0,
    );
    return { kind: 'duration', amount };
  }
  const [, count, binary, decimal] = SIZE.exec(cell) ?? [];
  if (count === undefined) return undefined;
  return { kind: 'size', amount: Number(count) * (BYTES[binary ?? decimal ?? ''] ?? 1) };
}
