import type { ServiceName } from './site/layout';

export interface Rollout {
  service: ServiceName;
  to: string;
  by: string;
}

export interface Fault {
  about: string;
  /** Rolled out in this order once the shop has run well for a while. */
  rollouts: readonly Rollout[];
  /** Configuration that the rollout also changes, as bad migrations do: null is deleted. */
  config?: { file: string; text: string | null };
}

/** A change that harms nothing, made shortly before each fault: a suspect with an alibi. */
export const INNOCENT: Rollout = { service: 'storefront', to: 's11', by: 'mira (merchandising)' };

const BAD_CHECKOUT: Rollout = { service: 'checkout', to: 'r42', by: 'jonas (checkout team)' };
const BAD_PAYMENTS: Rollout = { service: 'payments', to: 'r18', by: 'ines (payments team)' };

/** What can go wrong, by the name that `--fault` takes. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'checkout-release': {
    about: 'checkout r42 reads prices as floating point and throws on some of them',
    rollouts: [BAD_CHECKOUT],
  },
  'payments-release': {
    about: 'payments r18 holds a row lock while it waits for the acquirer; checkout times out',
    rollouts: [BAD_PAYMENTS],
  },
  'two-releases': {
    about: 'both bad releases at once: no one cause stands out',
    rollouts: [BAD_PAYMENTS, BAD_CHECKOUT],
  },
  'no-way-back': {
    about: 'checkout r42, and the configuration r41 needs is gone: the rollback itself fails',
    rollouts: [BAD_CHECKOUT],
    config: { file: 'pricing.json', text: null },
  },
  'no-recovery': {
    about:
      'checkout r42 also rewrote pricing.json in basis points: r41 misreads it after going back',
    rollouts: [BAD_CHECKOUT],
    config: { file: 'pricing.json', text: '{"volumeDiscountPercent":500,"fromQuantity":2}' },
  },
};

export function faultNamed(name: string): Fault {
  const fault = FAULTS[name];
  if (!fault) {
    throw new Error(`There is no fault ${name}; there are ${Object.keys(FAULTS).join(', ')}.`);
  }
  return fault;
}
