import { z } from 'zod';
import { cachedEndpoints, urlOf } from '../../site/endpoints';
import type { Site } from '../../site/layout';
import { postJson } from '../post-json';
import { serve, ServiceError, type ServiceContext } from '../serve';
import { basketSchema, type BasketLine } from './basket';

/** What differs between releases of checkout. */
export interface CheckoutRelease {
  openPricing(site: Site): { totalCents(lines: readonly BasketLine[]): bigint };
}

const PAYMENT_TIMEOUT_MS = 1500;

/** Prices a basket and has payments charge it. */
export function checkout(context: ServiceContext, release: CheckoutRelease) {
  const endpoint = cachedEndpoints(context.site);
  const pricing = release.openPricing(context.site);

  return serve(context, {
    'POST /checkout': async (body) => {
      const parsed = basketSchema.safeParse(body);
      if (!parsed.success) throw new ServiceError(400, z.prettifyError(parsed.error));
      const { orderId, customer, currency, lines } = parsed.data;
      const amountCents = Number(pricing.totalCents(lines));
      const url = urlOf(endpoint('payments'), '/payments');
      const charge = { orderId, customer, currency, amountCents };
      await postJson('payments', url, charge, PAYMENT_TIMEOUT_MS);
      return { status: 201, body: { orderId, amountCents, currency } };
    },
  });
}
