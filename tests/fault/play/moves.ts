import * as fc from 'fast-check';

/** One thing that somebody does, at one of the processes; numbers pick among what there is. */
export interface Move {
  what: What;
  place: number;
  /** Which signer. */
  by: number;
  /** Which action. */
  of: number;
  /** How: by a version gone by, with a forged token, how many approvals policy asks for. */
  how: number;
}

/** How often each is drawn: what ends everything is rare, or nothing else would be seen. */
const WEIGHTS = {
  propose: 14,
  approve: 60,
  reject: 3,
  edit: 10,
  withdraw: 5,
  'run out': 6,
  redeem: 45,
  finish: 10,
  demote: 4,
  disable: 2,
  steer: 2,
  policy: 5,
  freeze: 2,
  lift: 5,
  'go on': 8,
  suspend: 2,
  reinstate: 6,
  revoke: 1,
  stop: 1,
} as const;
export type What = keyof typeof WEIGHTS;

const what = fc.oneof(
  ...Object.entries(WEIGHTS).map(([each, weight]) => ({
    weight,
    arbitrary: fc.constant(each as What),
  })),
);
const small = fc.nat(59);
const move: fc.Arbitrary<Move> = fc.record({
  what,
  place: small,
  by: small,
  of: small,
  how: small,
});

/** Moves of one burst are made at once; one burst begins when the one before is answered. */
export const bursts: fc.Arbitrary<Move[][]> = fc.array(
  fc.array(move, { minLength: 1, maxLength: 8 }),
  { minLength: 4, maxLength: 9 },
);

const make = (what: What, more: Partial<Move> = {}): Move => ({
  what,
  place: 0,
  by: 0,
  of: 0,
  how: 2,
  ...more,
});

/** What every play begins with: two proposals at once. */
export const OPENING: Move[] = [make('propose'), make('propose', { place: 1 })];

/** A play in which an action is edited, signed by two at once, redeemed by a crowd, and carried out. */
export const WHOLE_LIFE: Move[][] = [
  [make('edit')],
  [make('approve'), make('approve', { by: 1, place: 1 }), make('approve', { by: 1, place: 2 })],
  [make('redeem'), make('redeem', { place: 1 }), make('redeem', { place: 2 })],
  [make('finish'), make('finish', { place: 1 })],
];
