import { z } from 'zod';

export const MAX_WAIT_S = 30;

/** `?wait=SECONDS`: how long to hold the answer for a change, clamped to 0..30; 0 unless said. */
export const waitParam = z
  .string()
  .regex(/^-?\d{1,9}(?:\.\d{1,9})?$/, 'must be a number of seconds')
  .transform((text) => Math.min(Math.max(Number(text), 0), MAX_WAIT_S))
  .default(0);
