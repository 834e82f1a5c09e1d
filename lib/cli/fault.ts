/**
 * `npm run test:fault`: what `npm test` does a little of, at full size: a thousand redeemers over
 * three processes that are killed and cut off at random, and moves at random against a model.
 * `--seed N` repeats a run that failed.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp, isBuilt } from './build-app';
import { readArguments } from './command-line';
import { PROJECT_ROOT } from './paths';
import { runTool } from './run-tool';
import { runAndStop } from './running';

const USAGE = 'npm run test:fault -- [--seed N]';

await runAndStop(async (running) => {
  const { values } = readArguments(USAGE, { options: { seed: { type: 'string' } } });
  const seed = values.seed ?? String(Date.now() % 2 ** 31);
  if (!/^\d{1,10}$/.test(seed)) {
    throw new Error(`--seed takes a whole number, not "${seed}".\nUsage: ${USAGE}`);
  }
  const folder = join(PROJECT_ROOT, '.countersign');
  mkdirSync(folder, { recursive: true });
  if (!isBuilt()) await buildApp(join(folder, 'logs', 'build.log'), running);
  const isGood = await runTool(
    running,
    'vitest/vitest.mjs',
    ['run', '--project', 'server', 'tests/fault'],
    { env: { FAULT_SIZES: 'full', FAULT_SEED: seed } },
  );
  if (!isGood) console.error(`To repeat it: npm run test:fault -- --seed ${seed}`);
  return isGood ? 0 : 1;
});
