import { z } from 'zod';
import { readJsonFile, type Site } from '../../site/layout';
import type { BasketLine } from './basket';

const pricingSchema = z.object({
  volumeDiscountPercent: z.number().int(),
  fromQuantity: z.number(),
});

/**
 * Release r41: amounts are read digit by digit into whole cents and never pass through floating
 * point. It needs pricing.json and does not start without it.
 */
export function openPricing(site: Site) {
  const pricing = readJsonFile(site.configFile('pricing.json'), pricingSchema);
  if (!pricing) throw new Error('pricing.json is missing: r41 cannot price a basket without it');
  const centsOf = (price: string): bigint => BigInt(price.replace('.', ''));

  return {
    totalCents(lines: readonly BasketLine[]): bigint {
      return lines.reduce((total, { unitPrice, quantity }) => {
        const full = centsOf(unitPrice) * BigInt(quantity);
        const isLarge = quantity >= pricing.fromQuantity;
        const percent = isLarge ? BigInt(100 - pricing.volumeDiscountPercent) : 100n;
        return total + (full * percent) / 100n;
      }, 0n);
    },
  };
}
