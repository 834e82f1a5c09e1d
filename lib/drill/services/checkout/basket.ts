import { z } from 'zod';

export const basketSchema = z.object({
  orderId: z.string().max(40),
  customer: z.string().max(40),
  currency: z.literal('EUR'),
  lines: z
    .array(
      z.object({
        sku: z.string(),
        /** A decimal amount, as in 19.99. */
        unitPrice: z.string().regex(/^\d{1,6}\.\d\d$/),
        quantity: z.number().int().min(1).max(9),
      }),
    )
    .min(1),
});
export type BasketLine = z.infer<typeof basketSchema>['lines'][number];
