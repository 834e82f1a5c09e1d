import type { BasketLine } from './basket';

const DISCOUNT_FROM = 5;
const DISCOUNT = 0.05;

/**
 * Release r42: "read prices as numbers, fold the volume discount into the code, drop pricing.json".
 * Its fault is real: 34.90 × 100 is 3490 but 8.95 × 100 is 894.9999999999999, and BigInt refuses a
 * number that is not whole.
 */
export function openPricing() {
  return {
    totalCents(lines: readonly BasketLine[]): bigint {
      return lines.reduce((total, { unitPrice, quantity }) => {
        const full = BigInt(Number(unitPrice) * 100) * BigInt(quantity);
        const isLarge = quantity >= DISCOUNT_FROM;
        return total + (isLarge ? BigInt(Math.floor(Number(full) * (1 - DISCOUNT))) : full);
      }, 0n);
    },
  };
}
