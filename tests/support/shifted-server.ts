import { fileURLToPath } from 'node:url';

const SHIFT = fileURLToPath(new URL('shift-clock.mjs', import.meta.url));

/** Settings of a server process whose clock is off by so much, ahead where it is positive. */
export const clockOffBy = (ms: number): Record<string, string> => ({
  NODE_OPTIONS: `--import=${SHIFT}`,
  CLOCK_SHIFT_MS: String(ms),
});
