import { z } from 'zod';
import { cachedEndpoints, urlOf } from '../../site/endpoints';
import { postJson } from '../post-json';
import { serve, ServiceError, type ServiceContext } from '../serve';
import { CATALOGUE, type Product } from './catalogue';

/** What differs between releases of the storefront. */
export interface StorefrontRelease {
  arrange(products: readonly Product[]): Product[];
}

const orderSchema = z.object({
  orderId: z.string().max(40),
  customer: z.string().max(40),
  lines: z.array(z.object({ sku: z.string(), quantity: z.number().int().min(1).max(9) })).min(1),
});

const CHECKOUT_TIMEOUT_MS = 4000;

/** The shop's front: lists products and takes orders, which it hands to checkout. */
export function storefront(context: ServiceContext, release: StorefrontRelease) {
  const endpoint = cachedEndpoints(context.site);
  const priceOf = new Map(CATALOGUE.map((product) => [product.sku, product.price]));

  return serve(context, {
    'GET /products': async () => ({ status: 200, body: release.arrange(CATALOGUE) }),
    'POST /orders': async (body) => {
      const parsed = orderSchema.safeParse(body);
      if (!parsed.success) throw new ServiceError(400, z.prettifyError(parsed.error));
      const { orderId, customer } = parsed.data;
      const lines = parsed.data.lines.map(({ sku, quantity }) => {
        const unitPrice = priceOf.get(sku);
        if (!unitPrice) throw new ServiceError(404, `there is no product ${sku}`);
        return { sku, unitPrice, quantity };
      });
      const url = urlOf(endpoint('checkout'), '/checkout');
      const basket = { orderId, customer, currency: 'EUR', lines };
      const answer = await postJson('checkout', url, basket, CHECKOUT_TIMEOUT_MS);
      return { status: 201, body: answer };
    },
  });
}
