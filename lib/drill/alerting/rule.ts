import { DEPENDS_ON, SERVICES, type ServiceName } from '../site/layout';
import type { Settings } from '../site/settings';
import { share, type Count } from '../statistics/proportions';

export type AlertState =
  | { phase: 'inactive' }
  | { phase: 'pending'; sinceMs: number }
  | { phase: 'firing'; sinceMs: number; startedMs: number; belowSinceMs: number | null };

/** Fewer answers than this in the window say nothing either way. */
const MIN_ANSWERS = 10;

/**
 * One look at the rule "share of 5xx over the window > threshold, for so long", as Prometheus has
 * it, but that a firing alert must also stay below for as long before it resolves.
 */
export function evaluate(
  state: AlertState,
  errors: Count,
  { threshold, forS }: Pick<Settings, 'threshold' | 'forS'>,
  nowMs: number,
): AlertState {
  const isAbove = errors.total >= MIN_ANSWERS && share(errors) > threshold;
  switch (state.phase) {
    case 'inactive':
      return isAbove ? { phase: 'pending', sinceMs: nowMs } : state;
    case 'pending':
      if (!isAbove) return { phase: 'inactive' };
      return nowMs - state.sinceMs < forS * 1000
        ? state
        : { phase: 'firing', sinceMs: state.sinceMs, startedMs: nowMs, belowSinceMs: null };
    case 'firing': {
      if (isAbove || errors.total < MIN_ANSWERS) return { ...state, belowSinceMs: null };
      const belowSinceMs = state.belowSinceMs ?? nowMs;
      if (nowMs - belowSinceMs >= forS * 1000) return { phase: 'inactive' };
      return { ...state, belowSinceMs };
    }
  }
}

/** When each service was last seen pending or firing, in milliseconds; 0 for never. */
export type LastTroubled = Readonly<Record<ServiceName, number>>;

export const NEVER_TROUBLED: LastTroubled = { storefront: 0, checkout: 0, payments: 0 };

export function noteTrouble(
  last: LastTroubled,
  states: Readonly<Record<ServiceName, AlertState>>,
  nowMs: number,
): LastTroubled {
  const of = (name: ServiceName) => (states[name].phase === 'inactive' ? last[name] : nowMs);
  return { storefront: of('storefront'), checkout: of('checkout'), payments: of('payments') };
}

/** A caller recovers a little after what it calls: for so long its alert is still a symptom. */
const AFTERMATH_MS = 15_000;

/**
 * The services whose alert may speak: while a service that one depends on is in trouble, or was
 * just now, its own alert is a symptom and is held back (Alertmanager's inhibition).
 */
export function uninhibited(last: LastTroubled, nowMs: number): ReadonlySet<ServiceName> {
  const isTroubled = (name: ServiceName): boolean =>
    nowMs - last[name] < AFTERMATH_MS || DEPENDS_ON[name].some(isTroubled);
  return new Set(SERVICES.filter((name) => !DEPENDS_ON[name].some(isTroubled)));
}
