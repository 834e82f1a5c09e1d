/** Validates drift on recorded runs and prints what it found: `drift-main.ts OUT_FILE`. No server. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { table } from '@/lib/cli/progress';
import { driftComponentName } from '@/lib/drift/schema';
import { measureDriftOnRecordings, type Told } from './drift';

const interval = ({ low, high }: Told['score']): string =>
  `${low.toFixed(2)} to ${high.toFixed(2)}`;

const line = (what: string, told: Told | null | undefined): string[] =>
  told
    ? [
        what,
        `${told.failed} / ${told.good}`,
        `${told.auc.toFixed(2)} (${interval(told.bootstrap)})`,
        interval(told.score),
        told.p.toFixed(3),
      ]
    : [what, '', 'not stated in these recordings', '', ''];

const measured = measureDriftOnRecordings();
if (measured === null) {
  console.log('Recorded runs are not at ../shared/data: the validation of drift was skipped.');
  process.exit(0);
}
const { keptAside, otherHalf, all, needed, runaways, runs } = measured;
const halves = [
  ['half kept aside', keptAside],
  ['other half', otherHalf],
  ['all', all],
] as const;
const rows = [
  ['drift on recorded runs', 'failed / good', 'AUC (bootstrap 95 %)', 'score 95 %', 'exact p'],
  ...halves.map(([what, report]) => line(`${what}, by outcome`, report.byOutcome)),
  ...halves.map(([what, report]) => line(`${what}, by diagnosis`, report.byDiagnosis)),
  ...driftComponentName.options.map((name) => line(`${name}, all`, all.components[name])),
];
console.log(`\n${table(rows)}\n`);
for (const [what, { withinProblems: within, stopped }] of halves) {
  const pairs = within
    ? `${within.pairs} pairs in ${within.problems} of ${within.of} problems, AUC ${within.auc}, exact p ${within.p}`
    : 'no problem has both';
  console.log(`  ${what}, failed against good of the same problem: ${pairs}`);
  console.log(
    `  ${what}, would have been stopped: ${stopped.failed} of ${stopped.ofFailed} failed, ${stopped.good} of ${stopped.ofGood} good`,
  );
}
for (const { auc, runs: count } of needed) {
  console.log(`  an AUC of ${auc} takes ${count} runs to be shown (power 0.8, two-sided 5 %)`);
}
for (const { score, place, of, isStopped } of runaways) {
  const how = isStopped
    ? 'would have been stopped by drift'
    : 'would not have been stopped by drift';
  console.log(`  a runaway scores ${score}, place ${place} of ${of}; it ${how}`);
}
const outFile = process.argv[2] ?? 'bench-drift.json';
mkdirSync(dirname(outFile), { recursive: true });
writeFileSync(outFile, `${JSON.stringify(measured, null, 2)}\n`);
console.log(`  ${runs.length} runs; ${outFile}\n`);
process.exit(0);
