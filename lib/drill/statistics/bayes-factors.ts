import type { Count } from './proportions';
import { lnBeta, lnGamma, normalUpperTail } from './special-functions';

/**
 * ln of the Bayes factor for "the two shares differ" over "one share explains both", with uniform
 * priors on every share: ∏ B(hᵢ+1, mᵢ+1) / B(h+1, m+1), the binomial coefficients cancelling
 * (D. MacKay, 2003, Information Theory, Inference, and Learning Algorithms, section 37.1).
 */
export function lnBayesFactorOfShares(before: Count, after: Count): number {
  const marginal = ({ hits, total }: Count) => lnBeta(hits + 1, total - hits + 1);
  const pooled = { hits: before.hits + after.hits, total: before.total + after.total };
  return marginal(before) + marginal(after) - marginal(pooled);
}

/** `events` seen in `seconds` of watching. */
export interface Rate {
  events: number;
  seconds: number;
}

/**
 * ln of the marginal likelihood of a Poisson count under a Gamma(shape, rate) prior, without the
 * factors that are the same in every model of the same data.
 */
export function lnPoissonMarginal(events: number, exposure: number, shape: number, rate: number) {
  return (
    shape * Math.log(rate) -
    lnGamma(shape) +
    lnGamma(shape + events) -
    (shape + events) * Math.log(rate + exposure)
  );
}

/**
 * ln of the Bayes factor for "the two rates differ" over "one rate explains both", with a unit
 * exponential prior scaled to the pooled mean (an empirical prior worth one event; A. Gelman et
 * al., Bayesian Data Analysis, section 2.6, for the Gamma-Poisson pair). With nothing seen it is 0.
 */
export function lnBayesFactorOfRates(before: Rate, after: Rate): number {
  const [events, seconds] = [before.events + after.events, before.seconds + after.seconds];
  if (events === 0 || before.seconds <= 0 || after.seconds <= 0) return 0;
  const prior = seconds / events;
  const marginal = (r: Rate) => lnPoissonMarginal(r.events, r.seconds, 1, prior);
  return marginal(before) + marginal(after) - marginal({ events, seconds });
}

/** The probability of the first of two models that were equally likely before the data. */
export function probabilityOf(lnBayesFactor: number): number {
  return 1 / (1 + Math.exp(-lnBayesFactor));
}

/**
 * P(share > 1/2) given hits among totals, uniform prior: for whole counts the tail of the beta
 * distribution is P(Binomial(total + 1, 1/2) ≤ hits) (M. Abramowitz & I. Stegun, 26.5.24).
 */
export function probabilityOfMajority({ hits, total }: Count): number {
  const n = total + 1;
  const lnTerm = (k: number) => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1) - n * Math.LN2;
  let sum = 0;
  for (let k = 0; k <= hits; k++) sum += Math.exp(lnTerm(k));
  return Math.min(1, sum);
}

/**
 * P(the rate rose): that there are two rates and not one, times that the second is then the larger,
 * by the normal approximation of the conditional test (J. Przyborowski & H. Wilenski, 1940,
 * Biometrika 31:313): given the total, the later events are binomial with the share of the time.
 */
export function certaintyOfRateRise(before: Rate, after: Rate): number {
  const [events, seconds] = [before.events + after.events, before.seconds + after.seconds];
  const share = seconds > 0 ? after.seconds / seconds : 0;
  const spread = Math.sqrt(events * share * (1 - share));
  const z = spread > 0 ? (after.events - events * share) / spread : 0;
  return probabilityOf(lnBayesFactorOfRates(before, after)) * (1 - normalUpperTail(z));
}
