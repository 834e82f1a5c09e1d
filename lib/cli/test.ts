/**
 * `npm test`: everything that must hold, in one command: lint, types, the built app, tests on a real
 * PostgreSQL, and tests in a real Chromium. Exits with 0 only when all of it holds.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildApp, isBuilt } from './build-app';
import { ensureChromium } from './install-chromium';
import { PROJECT_ROOT } from './paths';
import { table } from './progress';
import { runTool } from './run-tool';
import { runAndStop, type Running } from './running';
import { addCounts, readPlaywrightCounts, readVitestCounts, type Counts } from './test-counts';

const CHECK: Counts = { passed: 1, failed: 0, skipped: 0 };
const BROKEN: Counts = { passed: 0, failed: 1, skipped: 0 };

interface Stage {
  name: string;
  run: (running: Running) => Promise<Counts>;
}

const tools = (list: [string, string[]][]) => async (running: Running) => {
  const results: boolean[] = [];
  for (const [script, args] of list) results.push(await runTool(running, script, args));
  return results.map((isGood) => (isGood ? CHECK : BROKEN)).reduce(addCounts);
};

interface Sharing {
  /** How many files run at a time. */
  workers: number;
  /** Whether another stage runs meanwhile. */
  isBeside?: boolean;
}

const vitest =
  (reports: string, project: string, { workers, isBeside = false }: Sharing) =>
  async (running: Running): Promise<Counts> => {
    const report = join(reports, `${project}.json`);
    const args = [
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      `--maxWorkers=${workers}`,
    ];
    const isGood = await runTool(running, 'vitest/vitest.mjs', args, { isBeside });
    return readVitestCounts(readFileSync(report, 'utf8'), isGood);
  };

/** In their order; those that stand together run beside each other. */
function stages(reports: string): Stage[][] {
  return [
    [
      {
        name: 'lint',
        run: tools([
          ['oxlint/bin/oxlint', []],
          [
            'dependency-cruiser/bin/dependency-cruise.mjs',
            ['--config', '.dependency-cruiser.cjs', 'app', 'components', 'lib'],
          ],
          ['knip/bin/knip.js', []],
          ['../lib/cli/check-size.mjs', []],
        ]),
      },
    ],
    [
      {
        name: 'types',
        run: tools([
          ['next/dist/bin/next', ['typegen']],
          ['typescript/bin/tsc', ['--noEmit']],
        ]),
      },
    ],
    [
      {
        name: 'build',
        async run(running) {
          if (!isBuilt())
            await buildApp(join(PROJECT_ROOT, '.countersign/logs/build.log'), running);
          return CHECK;
        },
      },
    ],
    // Some of them wait for most of their time, so there is one more than processors.
    [{ name: 'server', run: vitest(reports, 'server', { workers: 3 }) }],
    // A browser mostly waits, and the unit tests want nothing but a processor.
    [
      {
        name: 'playwright',
        async run(running) {
          const report = join(reports, 'playwright.json');
          const isGood = await runTool(
            running,
            '@playwright/test/cli.js',
            ['test', '--reporter=list,json'],
            { env: { CHROMIUM_PATH: await ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
          );
          return readPlaywrightCounts(readFileSync(report, 'utf8'), isGood);
        },
      },
      { name: 'unit', run: vitest(reports, 'unit', { workers: 1, isBeside: true }) },
    ],
  ];
}

await runAndStop(async (running) => {
  const folder = join(PROJECT_ROOT, '.countersign');
  mkdirSync(folder, { recursive: true });
  const reports = mkdtempSync(join(folder, 'test-reports-'));
  running.add('the reports', async () => rmSync(reports, { recursive: true, force: true }));
  const rows: string[][] = [];
  let total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const carryOut = async ({ name, run }: Stage) => {
    const startedAt = performance.now();
    const counts = await run(running).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      return BROKEN;
    });
    total = addCounts(total, counts);
    const took = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
    rows.push([
      name,
      counts.failed === 0 ? 'ok' : 'FAILED',
      `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
      took,
    ]);
  };
  for (const together of stages(reports)) {
    console.log(`\n── ${together.map(({ name }) => name).join(', ')} ──`);
    await Promise.all(together.map(carryOut));
  }
  console.log(`\n── summary ──\n${table(rows)}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
});
