import { setTimeout as delay } from 'node:timers/promises';
import type { Charge } from './ledger';

export interface Acquirer {
  authorise(charge: Charge): Promise<string>;
}

/**
 * The bank on the other side of payments. It is outside the shop, and so outside the drill: all
 * there is of it is the time it takes, `latencyMs` give or take a fifth.
 */
export function openAcquirer(latencyMs: number): Acquirer {
  let authorised = 0;
  return {
    async authorise(charge) {
      await delay(latencyMs * (0.8 + Math.random() * 0.4));
      authorised += 1;
      return `auth-${charge.orderId}-${authorised}`;
    },
  };
}
