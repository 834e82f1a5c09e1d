/** How much a run does: a little with every `npm test`, and all of it in `npm run test:fault`. */
export interface Sizes {
  redeemers: number;
  /** Grants that the redeemers share; half of them all want the first one. */
  grants: number;
  kills: number;
  cuts: number;
  /** Rounds of the tests that play moves at random against a model. */
  plays: number;
  /** The longest that one of these tests may take, in milliseconds. */
  withinMs: number;
}

const FEW: Sizes = {
  redeemers: 60,
  grants: 8,
  kills: 2,
  cuts: 1,
  plays: 8,
  withinMs: 120_000,
};

const MANY: Sizes = {
  redeemers: 1000,
  grants: 120,
  kills: 12,
  cuts: 6,
  plays: 150,
  withinMs: 900_000,
};

export const SIZES: Sizes = process.env.FAULT_SIZES === 'full' ? MANY : FEW;

/** What everything random in a run is drawn from: given to repeat one, else another each time. */
export const SEED = Number(process.env.FAULT_SEED ?? Date.now() % 2 ** 31);
